package io.octoswarm.security;

import org.apache.catalina.Valve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Guards what happens before a request meets {@link AccessFilter}. */
@Component
class ServerGuard implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final SecuritySettings settings;

    ServerGuard(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(GuardedProtocol.class.getName());
        server.addConnectorCustomizers(
                connector -> ((GuardedProtocol) connector.getProtocolHandler()).exempt(settings.proxies()));
        server.addContextCustomizers(context -> {
            Valve errors = new ShortErrors();
            context.getParent().getPipeline().addValve(errors);
        });
    }
}
