package io.octoswarm.mcp.client;

import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {
    @Bean
    HttpClient peerHttp() {
        return PeerHttp.create();
    }
}
