package io.octoswarm.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationEventPublisher;

/** Runs claimed tasks, each on a thread of its own, and brings their outcome to their board. */
final class TaskRuns {
    private static final Logger log = LoggerFactory.getLogger(TaskRuns.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Map<TaskKind, Worker> workers;
    private final BooleanSupplier ending;
    private final ApplicationEventPublisher events;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Object end = new Object();

    TaskRuns(List<Worker> workers, BooleanSupplier ending, ApplicationEventPublisher events) {
        this.workers = workers.stream().collect(Collectors.toMap(Worker::kind, Function.identity()));
        this.ending = ending;
        this.events = events;
    }

    /**
     * @param worked called when the work is over, though its outcome may not have arrived yet
     * @param ended called when nothing more is to be done for it
     */
    void begin(Work work, Runnable worked, Runnable ended) {
        Task task = work.task();
        log.info("Task {} begins, attempt {}", task.id(), task.attempt());
        Thread thread = new Thread(() -> run(work, worked, ended), "task " + task.id());
        threads.add(thread);
        work.begins(thread);
        try {
            thread.start();
        } catch (Error noThread) { // the system gives no more of them
            threads.remove(thread);
            reported(work, new Outcome.HandedBack(), true);
            worked.run();
            ended.run();
            throw noThread;
        }
    }

    /** Waits for the threads that are left, and wakes those that wait for their board. */
    void awaitEnds(Duration longest) {
        synchronized (end) {
            end.notifyAll();
        }
        long latest = System.nanoTime() + longest.toNanos();
        try {
            for (Thread thread : List.copyOf(threads)) {
                thread.join(Math.max(1, (latest - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Work work, Runnable worked, Runnable ended) {
        try {
            @Nullable Outcome outcome;
            try {
                outcome = outcome(work);
            } finally {
                work.ends();
            }
            if (!work.isDropped() && outcome != null) {
                deliver(work, outcome, worked);
            }
        } finally {
            worked.run();
            ended.run();
            threads.remove(Thread.currentThread());
        }
    }

    private @Nullable Outcome outcome(Work work) {
        Task task = work.task();
        try {
            Worker worker = workers.get(task.kind());
            return worker == null
                    ? new Outcome.Failed("This Octo cannot do a task of the kind "
                            + task.kind().text() + ".")
                    : new Outcome.Completed(worker.work(task, work));
        } catch (NeedsAnswer question) {
            return new Outcome.Paused(question.getMessage());
        } catch (RuntimeException | Error failure) { // whatever it was, it must not leave the task running for good
            // cut off by our end; not every worker keeps its interrupt to be seen
            return ending.getAsBoolean() ? new Outcome.HandedBack() : new Outcome.Failed(reason(task, failure));
        }
    }

    /** Until the board has it or refuses it; a board that is away holds up nothing else: the slot is free meanwhile. */
    private void deliver(Work work, Outcome outcome, Runnable worked) {
        long pause = FIRST_PAUSE_MILLIS;
        while (!reported(work, outcome, pause == FIRST_PAUSE_MILLIS)) {
            if (ending.getAsBoolean()) {
                log.warn(
                        "The outcome of task {} could not be delivered before this Octo's end; it will be begun anew.",
                        work.task().id());
                return;
            }
            worked.run();
            rest(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private boolean reported(Work work, Outcome outcome, boolean firstTime) {
        try {
            Task after = work.report(outcome);
            if (after.state() == TaskState.PAUSED) {
                log.info("Task {} is paused and asks: {}", after.id(), after.progress());
                events.publishEvent(new TaskPaused(after));
            }
        } catch (ReportRefused refused) {
            log.warn("{}", refused.getMessage());
        } catch (BoardUnavailable away) {
            log.atLevel(firstTime ? Level.WARN : Level.DEBUG)
                    .log("The outcome of task {} is held: {}", work.task().id(), away.getMessage());
            return false;
        }
        return true;
    }

    private void rest(long millis) {
        synchronized (end) {
            try {
                if (!ending.getAsBoolean()) {
                    end.wait(millis);
                }
            } catch (InterruptedException stray) {
                log.debug("Nobody interrupts a task that reports");
            }
        }
    }

    private static String reason(Task task, Throwable failure) {
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        log.warn("Task {} failed without a word", task.id(), failure);
        return failure.getClass().getSimpleName();
    }
}
