package io.octoswarm.peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks a peer who it is. Implemented by the module that speaks with peers. */
public interface PeerProbe {
    /**
     * Asks a known peer. Completes within {@code limit} or a moment later, on any thread: with what the peer told, or exceptionally with
     * a {@link PeerUnreachable} whose message is a reason for people.
     */
    CompletableFuture<PeerInfo> info(Peer peer, Duration limit);

    /** As {@link #info}, of whoever is where a person says: it gets the swarm's key, as that person vouches for it. */
    default CompletableFuture<PeerInfo> introduction(Peer peer, Duration limit) {
        return info(peer, limit);
    }
}
