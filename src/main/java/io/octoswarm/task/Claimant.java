package io.octoswarm.task;

import java.util.List;

/**
 * An Octo that looks for work.
 *
 * @param capabilities its tags
 * @param busy how much of it is taken, in percent: the larger of its slots and its processors
 * @param free slots that it could fill now
 * @param local whether it runs in the process that keeps the board: its claims then end with that process, and need no
 *     lease
 */
public record Claimant(String name, List<String> capabilities, int busy, int free, boolean local) {
    public Claimant {
        capabilities = List.copyOf(capabilities);
    }

    Claimant withOneSlotLess() {
        return new Claimant(name, capabilities, busy, Math.max(0, free - 1), local);
    }
}
