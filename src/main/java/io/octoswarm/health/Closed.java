package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatus;

/**
 * All is well.
 *
 * @param timeouts calls in a row that were not answered in time
 */
record Closed(int timeouts) implements CircuitState {
    private static final int TIMEOUTS_ALLOWED = 1;

    Closed() {
        this(0);
    }

    @Override
    public CircuitState pinged(Falls falls) {
        return this; // that it lives does not tell that it answers
    }

    @Override
    public CircuitState unreachable(String why, Falls falls) {
        return Unreachable.fallen(why, falls);
    }

    @Override
    public CircuitState failed(String why, Falls falls) {
        return Failing.fallen(why, falls);
    }

    @Override
    public CircuitState timedOut(Falls falls) {
        return timeouts < TIMEOUTS_ALLOWED ? new Closed(timeouts + 1) : Failing.silent(falls);
    }

    @Override
    public CircuitState answered() {
        return new Closed();
    }

    @Override
    public boolean permits() {
        return true;
    }

    @Override
    public PeerState shown() {
        return PeerState.ONLINE;
    }

    @Override
    public String why() {
        return "";
    }

    @Override
    public PeerStatus of(PeerStatus status) {
        return status;
    }
}
