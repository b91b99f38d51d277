package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import java.time.Duration;
import java.time.Instant;

/** The peer is back, but it came and went too often to be believed at once. */
record Settling(String why, Instant until) implements CircuitState {
    static Settling of(Instant until, Falls falls) {
        long seconds = Math.max(1, Duration.between(falls.now(), until).toSeconds());
        return new Settling(
                "it went " + falls.count() + " times within a minute; online again after " + seconds
                        + " s without a miss",
                until);
    }

    @Override
    public CircuitState pinged(Falls falls) {
        return falls.now().isBefore(until) ? this : new Closed();
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
