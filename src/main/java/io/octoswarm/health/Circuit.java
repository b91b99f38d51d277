package io.octoswarm.health;

import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.PeerUnreachable;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The circuit breaker of one peer. Thread-safe: its monitor makes each step whole; nothing is called under it that
 * waits.
 */
final class Circuit {
    private final Falls falls;
    private CircuitState state;

    Circuit(LongSupplier nanoTime) {
        this(new Falls(nanoTime));
    }

    /** @param falls of the same peer before, at another address perhaps: it is not believed there at once either */
    Circuit(Falls falls) {
        this.falls = falls;
        this.state = falls.untilSteady().isZero()
                ? new Closed()
                : Settling.of(falls.now().plus(falls.untilSteady()), falls);
    }

    synchronized CircuitState state() {
        return state;
    }

    void pinged() {
        move(now -> now.pinged(falls));
    }

    void missed(String why) {
        move(now -> now.unreachable(why, falls));
    }

    void answered() {
        move(CircuitState::answered);
    }

    void failed(PeerUnreachable failure) {
        if (failure.isTimeout()) {
            move(now -> now.timedOut(falls));
        } else if (failure.isConnected()) {
            move(now -> now.failed(failure.getMessage(), falls));
        } else {
            missed(failure.getMessage());
        }
    }

    /**
     * A call begins; of a half-open circuit it is the only one.
     *
     * @return whether it is that one
     * @throws PeerUnreachable when no call may begin
     */
    synchronized boolean begin() {
        if (!state.permits()) {
            throw new PeerUnreachable(state.why(), PeerUnreachable.Stage.NOT_CONNECTED);
        }
        CircuitState before = state;
        state = before.begun();
        return before instanceof HalfOpen;
    }

    void returned() {
        move(CircuitState::returned);
    }

    /** As the circuit stands at this moment, so that the last of several threads that ask leaves the truth behind. */
    PeerStatus of(PeerStatus status) {
        return state().of(status);
    }

    private synchronized void move(UnaryOperator<CircuitState> step) {
        state = step.apply(state);
    }
}
