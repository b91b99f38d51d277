package io.octoswarm.peer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a peer fares.
 *
 * @param lastSeen when it last answered; null: not since our start
 * @param reason why it is not online; null while it is, or was not tried
 * @param info what it last told of itself; null: nothing yet
 */
public record PeerStatus(
        PeerState state,
        @Nullable Instant lastSeen,
        @Nullable String reason,
        @Nullable PeerInfo info) {
    /** Of a peer that was not yet tried. */
    public static final PeerStatus UNKNOWN = new PeerStatus(PeerState.UNKNOWN, null, null, null);

    /** It answered. */
    public PeerStatus seen(Instant now) {
        return new PeerStatus(PeerState.ONLINE, now, null, info);
    }

    /** It told of itself. */
    public PeerStatus told(Instant now, PeerInfo told) {
        return new PeerStatus(PeerState.ONLINE, now, null, told);
    }

    /** It cannot be spoken with. */
    public PeerStatus failed(String why) {
        return with(PeerState.OFFLINE, why);
    }

    /** The same of a peer that is not online. */
    public PeerStatus with(PeerState other, String why) {
        return new PeerStatus(other, lastSeen, why, info);
    }
}
