package io.octoswarm.security;

import org.apache.catalina.Valve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Guards what happens before a request meets {@link AccessFilter}. */
@Component
class ServerGuard implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final SecuritySettings settings;

    /** @param certificate so that it was looked at before the server is made with it */
    ServerGuard(SecuritySettings settings, OwnCertificate certificate) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(GuardedProtocol.class.getName());
        server.addConnectorCustomizers(
                connector -> ((GuardedProtocol) connector.getProtocolHandler()).exempt(settings.proxies()));
        server.addEngineValves(new UnreadBody());
        server.addContextCustomizers(context -> {
            Valve errors = new ShortErrors();
            context.getParent().getPipeline().addValve(errors);
        });
    }
}
