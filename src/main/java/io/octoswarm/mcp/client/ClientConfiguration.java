package io.octoswarm.mcp.client;

import io.octoswarm.peer.Peers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {
    @Bean
    PeerHttp peerHttp(Peers peers) {
        return PeerHttp.trusting(PeerTrust.in(peers));
    }
}
