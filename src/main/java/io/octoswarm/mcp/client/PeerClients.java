package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatusChanged;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.Challenge;
import io.octoswarm.security.SecuritySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The connections to all peers, made at the first call and closed when a peer leaves. A configured peer gets the key; one
 * that was found on the network gets it while it shows that it has it. Thread-safe.
 */
@Component
class PeerClients implements DisposableBean {
    /** Whose connection it is: one that is started under another name is another peer at the same URL for a while. */
    private record Owner(String key, URI url) {
        static Owner of(Peer peer) {
            return new Owner(peer.key(), peer.url());
        }
    }

    private final Map<Owner, McpConnection> clients = new ConcurrentHashMap<>();
    private final Map<Owner, ProvenKey> proofs = new ConcurrentHashMap<>();
    private final PeerHttp http;
    private final SecuritySettings security;
    private final Peers peers;
    private final ObjectProvider<Challenge> challenge;
    private final Clock clock;
    private final McpSchema.Implementation self;

    PeerClients(
            PeerHttp http,
            SecuritySettings security,
            Instance instance,
            Peers peers,
            ObjectProvider<Challenge> challenge,
            Clock clock) {
        this.http = http;
        this.security = security;
        this.peers = peers;
        this.challenge = challenge;
        this.clock = clock;
        this.self = McpSchema.Implementation.builder("octo-" + instance.name(), instance.version())
                .build();
    }

    McpConnection of(Peer peer) {
        return clients.computeIfAbsent(Owner.of(peer), owner -> connection(peer, key(peer), http));
    }

    /** A connection for one look at a URL that a person has named; the caller closes it. What that person says of the certificate counts there alone. */
    McpConnection once(Peer peer) {
        return connection(
                peer,
                Mono.justOrEmpty(configured(peer).or(security::sent)),
                peer.isEncrypted() ? PeerHttp.trusting(PeerTrust.in(peer)) : http);
    }

    /** The peer's own key, where peers.json has one for this very URL. */
    private Optional<String> configured(Peer peer) {
        return peers.find(peer.name())
                .map(KnownPeer::peer)
                .filter(known -> known.url().equals(peer.url()))
                .map(Peer::apiKey);
    }

    /** @param key asked for at every request; empty: none is sent; a failure ends the call before anything is sent */
    private McpConnection connection(Peer peer, Mono<String> key, HttpClient http) {
        Mono<Map<String, String>> headers = key.map(value -> Map.of("Authorization", "Bearer " + value));
        boolean sent = configured(peer).or(security::sent).isPresent();
        return new McpConnection(HttpTransports.streamable(peer.url(), http, headers), self, sent);
    }

    /** One that is no peer any more may have been found on the network; so it has to show that it has the key, too. */
    private Mono<String> key(Peer peer) {
        boolean configured = peers.find(peer.name())
                .filter(known -> known.peer().url().equals(peer.url())
                        && !known.admission().discovered())
                .isPresent();
        if (configured || security.keys().isEmpty()) {
            return Mono.justOrEmpty(configured(peer).or(security::sent));
        }
        ProvenKey proven = new ProvenKey(
                () -> challenge.getObject().put(peer.name(), peer.url(), peer.fingerprint()), System::nanoTime);
        proofs.put(Owner.of(peer), proven);
        return proven.get();
    }

    /** Whoever comes back may be another host at the same address. */
    @EventListener
    void forgetProof(PeerStatusChanged changed) {
        ProvenKey proven = proofs.get(Owner.of(changed.peer()));
        if (proven != null && changed.status().state() == PeerState.OFFLINE) {
            proven.forget();
        }
    }

    @EventListener
    void close(PeerLeft left) {
        proofs.remove(Owner.of(left.peer()));
        if (left.peer().isEncrypted()) {
            http.renew();
        }
        McpConnection client = clients.remove(Owner.of(left.peer()));
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void destroy() {
        clients.values().forEach(McpConnection::close);
        clients.clear();
    }
}
