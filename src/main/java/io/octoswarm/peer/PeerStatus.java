package io.octoswarm.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a peer fares.
 *
 * @param lastSeen when it last answered; null: not since our start
 * @param reason why it is offline; null while it is not
 * @param info what it last told of itself; null: nothing yet
 */
public record PeerStatus(
        PeerState state,
        @Nullable Instant lastSeen,
        @Nullable String reason,
        @Nullable PeerInfo info) {
    /** Of a peer that was not yet tried. */
    public static final PeerStatus UNKNOWN = new PeerStatus(PeerState.UNKNOWN, null, null, null);

    PeerStatus seen(Instant now) {
        return new PeerStatus(PeerState.ONLINE, now, null, info);
    }

    PeerStatus told(Instant now, PeerInfo told) {
        return new PeerStatus(PeerState.ONLINE, now, null, told);
    }

    PeerStatus failed(String why) {
        return new PeerStatus(PeerState.OFFLINE, lastSeen, why, info);
    }
}
