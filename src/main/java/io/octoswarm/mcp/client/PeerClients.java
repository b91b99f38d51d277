package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.security.SecuritySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The connections to all peers, made at the first call and closed when a peer leaves. Thread-safe. */
@Component
class PeerClients implements DisposableBean {
    private final Map<URI, PeerClient> clients = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final SecuritySettings security;
    private final McpSchema.Implementation self;

    PeerClients(HttpClient http, SecuritySettings security, Instance instance) {
        this.http = http;
        this.security = security;
        this.self = McpSchema.Implementation.builder("octo-" + instance.name(), instance.version())
                .build();
    }

    PeerClient of(Peer peer) {
        return clients.computeIfAbsent(peer.url(), url -> new PeerClient(peer, http, self, security.sent()));
    }

    /** A connection for one look at a URL that may never become a peer's; the caller closes it. */
    PeerClient once(Peer peer) {
        return new PeerClient(peer, http, self, security.sent());
    }

    @EventListener
    void close(PeerLeft left) {
        PeerClient client = clients.remove(left.peer().url());
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void destroy() {
        clients.values().forEach(PeerClient::close);
        clients.clear();
    }
}
