package io.octoswarm.routing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    @Bean
    CapabilityRouter capabilityRouter(RoutingSettings settings) {
        return CapabilityRouter.byMeaning(settings);
    }
}
