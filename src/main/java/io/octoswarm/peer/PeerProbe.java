package io.octoswarm.peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks a peer who it is. Implemented by the module that speaks with peers. */
public interface PeerProbe {
    /**
     * Completes within {@code limit} or a moment later, on any thread: with what the peer told, or exceptionally with
     * a {@link PeerUnreachable} whose message is a reason for people.
     */
    CompletableFuture<PeerInfo> info(Peer peer, Duration limit);
}
