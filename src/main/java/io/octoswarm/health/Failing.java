package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import java.time.Duration;

/**
 * The peer can be reached, but calls of it fail.
 *
 * @param until when a call may try it again, by {@link Falls#now}
 */
record Failing(String why, Duration until) implements CircuitState {
    /** With pings every 2 s back in the routes within 5 s. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Who asks a silent peer waits for nothing until the end of their time: that is not to be tried often. */
    private static final Duration PAUSE_OF_A_SILENT_ONE = Duration.ofSeconds(60);

    static Failing fallen(String why, Falls falls) {
        falls.add();
        return until(why, PAUSE, falls);
    }

    static Failing silent(Falls falls) {
        falls.add();
        return until("it takes calls and gives no answer in time", PAUSE_OF_A_SILENT_ONE, falls);
    }

    private static Failing until(String why, Duration least, Falls falls) {
        Duration pause = falls.untilTrial();
        return new Failing(why, falls.now().plus(pause.compareTo(least) > 0 ? pause : least));
    }

    @Override
    public CircuitState pinged(Falls falls) {
        return falls.now().compareTo(until) < 0 ? this : new HalfOpen(why, false);
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
