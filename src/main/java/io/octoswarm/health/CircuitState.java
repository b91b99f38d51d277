package io.octoswarm.health;

import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatus;

/**
 * One state of a {@link Circuit}: what the next one is after each thing that happens. Immutable. {@link Closed} is the
 * one in which all is well; a circuit that is open is {@link Unreachable}, {@link Settling} or {@link Failing}, and
 * {@link HalfOpen} lets one call through. The terms are those of M. Nygard, Release It!, "Circuit Breaker".
 */
sealed interface CircuitState permits Closed, Unreachable, Settling, Failing, HalfOpen {
    /** The peer answered a ping. */
    CircuitState pinged(Falls falls);

    /** The peer cannot be reached. */
    CircuitState unreachable(String why, Falls falls);

    /** A call of the peer failed, though there was a connection. */
    default CircuitState failed(String why, Falls falls) {
        return this;
    }

    /** The peer took a call, and gave no answer in time. */
    default CircuitState timedOut(Falls falls) {
        return this;
    }

    /** The peer answered a call. */
    default CircuitState answered() {
        return this;
    }

    /** Whether a call may begin now. */
    default boolean permits() {
        return false;
    }

    /** A call that was permitted begins. */
    default CircuitState begun() {
        return this;
    }

    /** It says nothing about the peer after all. */
    default CircuitState returned() {
        return this;
    }

    PeerState shown();

    /** Why the circuit is not closed, for people. */
    String why();

    /** How the peer fares in this state; a closed one leaves it as it is. */
    default PeerStatus of(PeerStatus status) {
        return status.with(shown(), why());
    }
}
