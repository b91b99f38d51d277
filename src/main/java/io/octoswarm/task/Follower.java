package io.octoswarm.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Follows the tasks that were dispatched to peers until they end there: looks at each after a while, longer from look to
 * look, and waits for a peer that is away. What it has to know stands on the board (who, and under which id there), so
 * that a restart on either side changes nothing.
 *
 * <p>Threads: {@code follow}, one, starts the looks and stores what came of them; the calls themselves wait on none.
 */
@Component
class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final long FIRST_LOOK_MILLIS = 500;
    private static final long LONGEST_LOOK_MILLIS = 30_000;

    /** One task that is followed. Touched by the thread {@code follow} only, after its beginning. */
    private static final class Trail {
        private final Work work;
        private @Nullable String remoteId;
        private long pause = FIRST_LOOK_MILLIS;
        private Instant lastHeard;
        private String known = "nothing";

        private Trail(Work work, Instant now) {
            this.work = work;
            this.remoteId = work.task().remoteId();
            this.lastHeard = now;
        }

        private String peer() {
            return Objects.requireNonNull(work.task().peer(), "a followed task names its peer");
        }
    }

    private final TaskBoard board;
    private final ObjectProvider<PeerTasks> peers;
    private final Duration patience;
    private final Clock clock;
    private final Map<String, Work> underWay = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "follow"));

    Follower(TaskBoard board, ObjectProvider<PeerTasks> peers, TaskSettings settings, Clock clock) {
        this.board = board;
        this.peers = peers;
        this.patience = settings.patience();
        this.clock = clock;
    }

    Collection<Work> underWay() {
        return List.copyOf(underWay.values());
    }

    void follow(Work work) {
        underWay.put(work.task().id(), work);
        later(new Trail(work, clock.instant()), 0);
    }

    /** What is followed stays on the board; the next start follows it again. */
    void stop() {
        timer.shutdownNow();
        underWay.values().forEach(work -> {
            try {
                board.report(work.task(), new Outcome.HandedBack());
            } catch (BoardUnavailable | ReportRefused late) {
                log.debug("Task {} was not handed back: {}", work.task().id(), late.getMessage());
            }
        });
    }

    private void later(Trail trail, long millis) {
        try {
            timer.schedule(() -> look(trail), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            log.debug("Nothing is followed any more: this Octo ends.");
        }
    }

    private void look(Trail trail) {
        if (trail.work.isDropped()) {
            underWay.remove(trail.work.task().id(), trail.work);
            return;
        }
        String remoteId = trail.remoteId;
        PeerTasks there = peers.getObject();
        try {
            if (remoteId == null) {
                then(there.dispatch(trail.work.task()), trail, id -> accepted(trail, id));
            } else {
                then(there.check(trail.work.task(), remoteId), trail, standing -> stands(trail, standing));
            }
        } catch (RuntimeException failure) {
            failed(trail, failure);
        }
    }

    /** Whatever comes of a call is dealt with on our own thread. */
    private <T> void then(CompletableFuture<T> call, Trail trail, java.util.function.Consumer<T> next) {
        call.whenComplete((value, failure) -> {
            try {
                timer.execute(() -> settle(trail, () -> next.accept(value), failure));
            } catch (RejectedExecutionException ending) {
                log.debug("Nothing is followed any more: this Octo ends.");
            }
        });
    }

    private void settle(Trail trail, Runnable next, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                trail.lastHeard = clock.instant();
                next.run();
            } else {
                failed(
                        trail,
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure);
            }
        } catch (BoardUnavailable away) {
            again(trail); // the board says itself that it is away
        } catch (ReportRefused refused) {
            log.warn("{}", refused.getMessage());
            underWay.remove(trail.work.task().id(), trail.work);
        } catch (RuntimeException defect) {
            log.error(
                    "Following task {} failed because of a fault of this program",
                    trail.work.task().id(),
                    defect);
            again(trail);
        }
    }

    private void accepted(Trail trail, String remoteId) {
        board.accepted(trail.work.task(), remoteId);
        trail.remoteId = remoteId;
        trail.known = "taken as " + remoteId;
        trail.work.note(trail.peer() + " took it as " + remoteId);
        log.info("Task {} was taken by {} as {}", trail.work.task().id(), trail.peer(), remoteId);
        later(trail, FIRST_LOOK_MILLIS);
    }

    private void stands(Trail trail, PeerTasks.Standing standing) {
        switch (standing.state()) {
            case COMPLETED -> ends(trail, new Outcome.Completed(standing.result() == null ? "" : standing.result()));
            case FAILED -> ends(trail, new Outcome.Failed(trail.peer() + ": " + orUnknown(standing.error())));
            case CANCELLED -> ends(trail, new Outcome.Failed("It was cancelled at " + trail.peer() + "."));
            default -> {
                String note = standing.note();
                trail.known = standing.state().text() + (note == null ? "" : ": " + note);
                trail.work.note(trail.peer() + " (" + trail.remoteId + "): " + trail.known);
                again(trail);
            }
        }
    }

    private static String orUnknown(@Nullable String error) {
        return error == null || error.isBlank() ? "it failed without saying why." : error;
    }

    private void ends(Trail trail, Outcome outcome) {
        trail.work.board().report(trail.work.task(), outcome);
        underWay.remove(trail.work.task().id(), trail.work);
    }

    private void failed(Trail trail, Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (failure instanceof PeerTasks.Lost) {
            ends(trail, new Outcome.Failed(why));
        } else if (trail.lastHeard.plus(patience).isBefore(clock.instant())) {
            ends(
                    trail,
                    new Outcome.Failed(trail.peer() + " did not come back: not heard of since " + trail.lastHeard + " ("
                            + why + "). Last known there: " + trail.known + "."));
        } else {
            trail.work.note(
                    trail.peer() + " is away since " + trail.lastHeard + ": " + why + "; last known: " + trail.known);
            again(trail);
        }
    }

    private void again(Trail trail) {
        trail.pause = Math.min(trail.pause * 3 / 2, LONGEST_LOOK_MILLIS);
        later(trail, trail.pause);
    }
}
