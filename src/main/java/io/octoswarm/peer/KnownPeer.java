package io.octoswarm.peer;

import io.octoswarm.instance.Profile;
import java.util.List;

/** A peer with how it fares, as of one moment; never one that waits. */
public record KnownPeer(Peer peer, PeerStatus status, Admission admission) {
    /** A configured one. */
    public KnownPeer(Peer peer, PeerStatus status) {
        this(peer, status, Admission.CONFIGURED);
    }

    /** The configured tags or, where none are configured, those that the peer told. */
    public List<String> capabilities() {
        PeerInfo info = status.info();
        return peer.capabilities().isEmpty() && info != null ? info.capabilities() : peer.capabilities();
    }

    /** The configured description and examples where there are any, else those that the peer told. */
    public Profile profile() {
        PeerInfo info = status.info();
        return info == null ? peer.profile() : peer.profile().orElse(info.profile());
    }

    public boolean online() {
        return status.state() == PeerState.ONLINE;
    }
}
