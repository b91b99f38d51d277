package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import java.time.Duration;

/**
 * The peer is back, but it came and went too often to be believed at once.
 *
 * @param until when it is, by {@link Falls#now}
 */
record Settling(String why, Duration until) implements CircuitState {
    static Settling of(Duration until, Falls falls) {
        long seconds = Math.max(1, until.minus(falls.now()).toSeconds());
        return new Settling(
                "it went " + falls.count() + " times within a minute; online again after " + seconds
                        + " s without a miss",
                until);
    }

    @Override
    public CircuitState pinged(Falls falls) {
        return falls.now().compareTo(until) < 0 ? this : new Closed();
    }

    @Override
    public CircuitState unreachable(String reason, Falls falls) {
        return Unreachable.still(reason, falls);
    }

    @Override
    public PeerState shown() {
        return PeerState.FAILING;
    }
}
