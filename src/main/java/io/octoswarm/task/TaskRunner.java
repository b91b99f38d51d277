package io.octoswarm.task;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.LoadSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Does the tasks of the board, as many at once as the settings allow.
 *
 * <p>Threads: {@code claims}, a single one, takes tasks from the board whenever it is woken; each claimed task has a
 * thread of its own, so that an interrupt meets that task and no other. A slot is taken before the claim and given back
 * after the report: no more tasks are claimed than can be begun at once.
 */
@Component
public class TaskRunner implements SmartLifecycle, LoadSource {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final TaskBoard board;
    private final Worker worker;
    private final ApplicationEventPublisher events;
    private final int capacity;
    private final Semaphore slots;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private final ExecutorService claims = Executors.newSingleThreadExecutor(task -> new Thread(task, "claims"));
    private final AtomicBoolean woken = new AtomicBoolean(); // many posts at once wake the claims only once
    private volatile int waiting;
    private volatile boolean started;

    TaskRunner(TaskBoard board, Worker worker, TaskSettings settings, ApplicationEventPublisher events) {
        this.board = board;
        this.worker = worker;
        this.events = events;
        this.capacity = settings.maxConcurrent();
        this.slots = new Semaphore(capacity);
    }

    /** Puts a task on the board and sees to it that it is done. Returns when it is on the disk. */
    public Task dispatch(NewTask task) {
        Task posted = board.post(task);
        wake();
        return posted;
    }

    /**
     * Cancels a task; one that runs is interrupted.
     *
     * @return the cancelled task; empty: there is no such task
     * @throws IllegalTaskMove when it has ended already
     */
    public Optional<Task> cancel(String id) {
        Optional<Task> cancelled = board.cancel(id);
        cancelled.ifPresent(task -> {
            Thread thread = running.get(id);
            if (thread != null) {
                thread.interrupt();
            }
            finished(task);
            wake();
        });
        return cancelled;
    }

    /** Counted when something changed, not now: asking costs nothing. */
    @Override
    public Load load() {
        return new Load(running.size(), waiting, capacity);
    }

    @Override
    public void start() {
        board.recover(MOST_ATTEMPTS).forEach(this::finished);
        started = true;
        wake();
    }

    /** Running tasks go back to the board, to be begun anew after the next start. Takes a few seconds at most. */
    @Override
    public void stop() {
        started = false;
        claims.shutdown();
        List<Thread> ending = List.copyOf(running.values());
        ending.forEach(Thread::interrupt);
        long end = System.nanoTime() + TIME_TO_END.toNanos();
        try {
            for (Thread thread : ending) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** After the peers are known, before the server takes questions; ends in the reverse order. */
    @Override
    public int getPhase() {
        return 100;
    }

    private void wake() {
        if (started && woken.compareAndSet(false, true)) {
            try {
                claims.execute(this::claimAll);
            } catch (RejectedExecutionException ending) {
                log.debug("No claims any more: this Octo ends.");
            }
        }
    }

    private void claimAll() {
        woken.set(false); // first: a post from here on wakes us again
        try {
            while (started && slots.tryAcquire()) {
                Optional<Task> claimed = claim();
                if (claimed.isEmpty()) {
                    break;
                }
                begin(claimed.get());
            }
            waiting = board.waiting();
        } catch (DataAccessException broken) {
            log.error("The board cannot be used; waiting tasks stay where they are.", broken);
        }
    }

    /** Gives the slot back unless there is something to fill it with. */
    private Optional<Task> claim() {
        Optional<Task> claimed = Optional.empty();
        try {
            claimed = board.claim();
            return claimed;
        } finally {
            if (claimed.isEmpty()) {
                slots.release();
            }
        }
    }

    private void begin(Task task) {
        log.info("Task {} begins, attempt {}", task.id(), task.attempt());
        Thread thread = new Thread(() -> run(task), "task " + task.id());
        running.put(task.id(), thread);
        thread.start();
    }

    private void run(Task task) {
        try {
            work(task);
        } catch (DataAccessException broken) {
            log.error("The end of task {} could not be stored; the next start begins it anew.", task.id(), broken);
        } finally {
            running.remove(task.id());
            slots.release();
            wake();
        }
    }

    private void work(Task task) {
        String result = null;
        String error = null;
        try {
            result = worker.work(task);
        } catch (RuntimeException | Error failure) { // whatever it was, it must not leave the task running for good
            error = reason(task, failure);
        }
        Thread.interrupted(); // the board's own work must not be cut off by it
        if (result == null && !started) { // cut off by our end; not every worker keeps its interrupt to be seen
            board.handBack(task);
            return;
        }
        (result == null ? board.fail(task, String.valueOf(error)) : board.complete(task, result))
                .ifPresentOrElse(
                        this::finished,
                        () -> log.info(
                                "The report on task {}, attempt {}, came too late and is refused.",
                                task.id(),
                                task.attempt()));
    }

    private void finished(Task task) {
        @Nullable String error = task.error();
        log.info("Task {} is {}{}", task.id(), task.state().text(), error == null ? "" : ": " + error);
        events.publishEvent(new TaskFinished(task));
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
