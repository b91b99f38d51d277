package io.octoswarm.health;

import io.octoswarm.peer.PeerState;

/**
 * The peer failed a while ago. The next call is let through, and decides.
 *
 * @param tried whether that call is under way
 */
record HalfOpen(String why, boolean tried) implements CircuitState {
    @Override
    public CircuitState pinged(Falls falls) {
        return this;
    }

    @Override
    public CircuitState unreachable(String reason, Falls falls) {
        return Unreachable.fallen(reason, falls);
    }

    @Override
    public CircuitState failed(String reason, Falls falls) {
        return Failing.fallen(reason, falls);
    }

    @Override
    public CircuitState timedOut(Falls falls) {
        return Failing.silent(falls);
    }

    @Override
    public CircuitState answered() {
        return new Closed();
    }

    @Override
    public boolean permits() {
        return !tried;
    }

    @Override
    public CircuitState begun() {
        return new HalfOpen(why, true);
    }

    @Override
    public CircuitState returned() {
        return new HalfOpen(why, false);
    }

    @Override
    public PeerState shown() {
        return tried ? PeerState.FAILING : PeerState.ON_TRIAL;
    }
}
