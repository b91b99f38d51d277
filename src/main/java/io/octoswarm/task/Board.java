package io.octoswarm.task;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A board, as those who take work from it see it: this Octo's own, or another's over the network. Thread-safe. */
public interface Board {
    /**
     * The task that fits the claimant best, from here on its own; empty: nothing to do now.
     *
     * @throws BoardUnavailable when the board cannot be used now
     */
    Optional<Task> claim(Claimant claimant);

    /**
     * Keeps a claim for another {@link TaskBoard#LEASE}.
     *
     * @param progress a note for people; null: no news
     * @return false: the claim is not valid any more, the work is to be dropped
     * @throws BoardUnavailable when the board cannot be used now
     */
    boolean renew(Task claim, @Nullable String progress);

    /**
     * The end of a claim. Repeating a report is allowed and changes nothing.
     *
     * @return the task as it is then
     * @throws ReportRefused when the claim is not valid any more
     * @throws BoardUnavailable when the board cannot be used now; what is to be reported has to be kept
     */
    Task report(Task claim, Outcome outcome);
}
