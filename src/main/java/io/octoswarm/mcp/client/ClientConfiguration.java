package io.octoswarm.mcp.client;

import io.octoswarm.peer.Peers;
import java.net.http.HttpClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {
    @Bean
    PeerHttp peerHttp(Peers peers) {
        return PeerHttp.trusting(PeerTrust.in(peers));
    }

    /** For the first words with those whom nobody knows yet; no key is ever sent with it. */
    @Bean(defaultCandidate = false)
    @Qualifier("strangers")
    HttpClient strangerHttp() {
        return PeerHttp.trusting(PeerTrust.inStrangers());
    }
}
