package io.octoswarm.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
        later(() -> begin(work), 0);
    }

    private void begin(Work work) {
        Task task = work.task();
        Instant now = clock.instant();
        try {
            Instant lastHeard = board.lastHeard(task.id()).orElse(task.remoteId() == null ? task.createdAt() : now);
            look(new Trail(work, lastHeard, now));
        } catch (BoardUnavailable away) { // it says so itself
            later(() -> begin(work), Trail.FIRST_LOOK_MILLIS);
        }
    }

    /** What is followed stays on the board; the next start follows it again. */
    void stop() {
        timer.shutdownNow();
        underWay.values().forEach(work -> {
            try {
                work.report(new Outcome.HandedBack());
            } catch (BoardUnavailable | ReportRefused late) {
                log.debug("Task {} was not handed back: {}", work.task().id(), late.getMessage());
            }
        });
    }

    private void later(Trail trail, long millis) {
        later(() -> look(trail), millis);
    }

    private void later(Runnable action, long millis) {
        try {
            timer.schedule(action, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ending) {
            log.debug("Nothing is followed any more: this Octo ends.");
        }
    }

    private void look(Trail trail) {
        if (trail.work().isDropped()) {
            forget(trail);
            return;
        }
        String remoteId = trail.remoteId();
        PeerTasks there = peers.getObject();
        try {
            if (remoteId == null) {
                then(there.dispatch(trail.task()), trail, id -> accepted(trail, id));
            } else {
                then(there.check(trail.task(), remoteId), trail, standing -> stands(trail, standing));
            }
        } catch (RuntimeException failure) {
            settle(trail, () -> failed(trail, failure));
        }
    }

    /** Whatever comes of a call is dealt with on our own thread. */
    private <T> void then(CompletableFuture<T> call, Trail trail, Consumer<T> next) {
        call.whenComplete((value, failure) -> {
            try {
                timer.execute(() -> settle(trail, () -> came(trail, value, failure, next)));
            } catch (RejectedExecutionException ending) {
                log.debug("Nothing is followed any more: this Octo ends.");
            }
        });
    }

    private <T> void came(Trail trail, T value, @Nullable Throwable failure, Consumer<T> next) {
        if (failure != null) {
            failed(
                    trail,
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure);
            return;
        }
        Instant now = clock.instant();
        if (trail.heard(now)) {
            board.heard(trail.task(), now);
        }
        next.accept(value);
    }

    private void settle(Trail trail, Runnable next) {
        try {
            next.run();
        } catch (BoardUnavailable away) {
            later(trail, trail.nextPause()); // the board says itself that it is away
        } catch (ReportRefused refused) {
            log.warn("{}", refused.getMessage());
            forget(trail);
        } catch (RuntimeException defect) {
            log.error(
                    "Following task {} failed because of a fault of this program",
                    trail.task().id(),
                    defect);
            later(trail, trail.nextPause());
        }
    }

    private void accepted(Trail trail, String remoteId) {
        board.accepted(trail.task(), remoteId);
        board.heard(trail.task(), clock.instant());
        trail.takenAs(remoteId);
        log.info("Task {} was taken by {} as {}", trail.task().id(), trail.peer(), remoteId);
        later(trail, Trail.FIRST_LOOK_MILLIS);
    }

    private void stands(Trail trail, PeerTasks.Standing standing) {
        switch (standing.state()) {
            case COMPLETED -> ends(trail, new Outcome.Completed(standing.result() == null ? "" : standing.result()));
            case FAILED -> ends(trail, new Outcome.Failed(trail.peer() + ": " + orUnknown(standing.error())));
            case CANCELLED -> ends(trail, new Outcome.Failed("It was cancelled at " + trail.peer() + "."));
            default -> {
                trail.stands(standing);
                later(trail, trail.nextPause());
            }
        }
    }

    private static String orUnknown(@Nullable String error) {
        return error == null || error.isBlank() ? "it failed without saying why." : error;
    }

    private void failed(Trail trail, Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (failure instanceof PeerTasks.Lost) {
            ends(trail, new Outcome.Failed(why));
        } else if (trail.isAwayFor(patience, clock.instant())) {
            ends(trail, new Outcome.Failed(trail.farewell(why)));
        } else {
            trail.away(why);
            later(trail, trail.nextPause());
        }
    }

    private void ends(Trail trail, Outcome outcome) {
        trail.work().report(outcome);
        forget(trail);
    }

    private void forget(Trail trail) {
        underWay.remove(trail.task().id(), trail.work());
    }
}
