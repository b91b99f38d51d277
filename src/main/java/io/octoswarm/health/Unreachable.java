package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import java.time.Duration;

/**
 * The peer cannot be reached.
 *
 * @param until when it may be online again at the earliest, by {@link Falls#now}; moves with each miss of one that came and went often
 */
record Unreachable(String why, Duration until) implements CircuitState {
    static Unreachable fallen(String why, Falls falls) {
        falls.add();
        return still(why, falls);
    }

    static Unreachable still(String why, Falls falls) {
        return new Unreachable(why, falls.now().plus(falls.untilSteady()));
    }

    @Override
    public CircuitState pinged(Falls falls) {
        return falls.now().compareTo(until) < 0 ? Settling.of(until, falls) : new Closed();
    }

    @Override
    public CircuitState unreachable(String reason, Falls falls) {
        return still(reason, falls);
    }

    @Override
    public PeerState shown() {
        return PeerState.OFFLINE;
    }
}
