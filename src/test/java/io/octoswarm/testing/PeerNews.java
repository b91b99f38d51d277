package io.octoswarm.testing;

import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.Peers;
import java.time.Clock;

/** What a peer's circuit tells of it. */
public final class PeerNews {
    private final Peers peers;
    private final Clock clock;

    public PeerNews(Peers peers, Clock clock) {
        this.peers = peers;
        this.clock = clock;
    }

    public void seen(Peer peer) {
        peers.update(peer, status -> status.seen(clock.instant()));
    }

    public void told(Peer peer, PeerInfo info) {
        peers.update(peer, status -> status.told(clock.instant(), info));
    }

    public void failed(Peer peer, String reason) {
        peers.update(peer, status -> status.failed(reason));
    }
}
