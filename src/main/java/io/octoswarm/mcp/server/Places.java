package io.octoswarm.mcp.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Places for calls that hold a thread, shared fairly: a caller gets another one while it has fewer than four times what is
 * left (a dynamic threshold, as switches use it for their buffers). One alone gets 80 of 100, two get 44 each, and a
 * newcomer always finds some. Thread-safe; nobody waits.
 */
final class Places {
    private static final int SHARE = 4;

    private final int most;
    private final String busy;
    private final Map<String, Integer> taken = new HashMap<>();
    private int free;

    /**
     * @param octo whose they are
     * @param what is done in them, in the plural
     */
    Places(int most, String octo, String what) {
        this.most = most;
        this.free = most;
        this.busy = octo + " is busy with " + what + "; try again in 5 s.";
    }

    /**
     * Does it in one of the caller's places.
     *
     * @throws Refusal when none is left for this caller
     */
    <T> T in(String caller, Supplier<T> work) {
        take(caller);
        try {
            return work.get();
        } finally {
            giveBack(caller);
        }
    }

    private synchronized void take(String caller) {
        if (taken.getOrDefault(caller, 0) >= free * SHARE) {
            throw Refusal.forNow(busy);
        }
        taken.merge(caller, 1, Integer::sum);
        free--;
    }

    private synchronized void giveBack(String caller) {
        taken.computeIfPresent(caller, (name, places) -> places == 1 ? null : places - 1);
        free = Math.min(most, free + 1);
    }
}
