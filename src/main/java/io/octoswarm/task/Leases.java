package io.octoswarm.task;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the claims of the tasks that are under way, whatever their work waits for, and drops those that were lost. */
final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private Leases() {}

    /**
     * Called every few seconds, much more often than a lease lasts; returns when all boards have answered.
     *
     * @param threads for those of other boards: a supervisor that is slow must not cost the later ones their lease
     */
    static void renew(Collection<Work> underWay, Executor threads) {
        List<Work> all = List.copyOf(underWay);
        CompletableFuture<?>[] others = all.stream()
                .filter(work -> !isOwn(work))
                .map(work -> CompletableFuture.runAsync(() -> renew(work), threads))
                .toArray(CompletableFuture[]::new);
        all.stream().filter(Leases::isOwn).forEach(Leases::renew);
        CompletableFuture.allOf(others).join();
    }

    private static boolean isOwn(Work work) {
        return work.board() instanceof TaskBoard;
    }

    private static void renew(Work work) {
        if (!work.isDropped() && !renewed(work) && !work.isReporting()) {
            log.warn(
                    "Task {} is no longer ours (fence {}): it was cancelled, is past its deadline, or was given to"
                            + " another; its work is dropped.",
                    work.task().id(),
                    work.task().fence());
            work.drop();
        }
    }

    /** While the board cannot be asked, the work goes on: its result is held until it can. */
    private static boolean renewed(Work work) {
        String note = work.takeNote();
        try {
            return work.board().renew(work.task(), note);
        } catch (BoardUnavailable away) {
            log.debug("Task {} could not be renewed: {}", work.task().id(), away.getMessage());
            work.putBack(note);
            return true;
        }
    }
}
