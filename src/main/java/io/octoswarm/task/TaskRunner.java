package io.octoswarm.task;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.LoadSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the tasks of the boards, as many at once as the settings allow: its own board's, and those of the supervisor's.
 *
 * <p>Threads: {@code claims}, a single one, takes tasks whenever it is woken; each claimed task has a thread of its own
 * ({@link TaskRuns}), so that an interrupt meets that task and no other; {@code board}, two, renew the claims, tidy the
 * board and announce the ends. A slot is taken before the claim and given back when the work ends: no more tasks are
 * claimed than can be begun at once.
 */
@Component
public class TaskRunner implements SmartLifecycle, LoadSource {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    private static final Duration RENEWAL = TaskBoard.LEASE.dividedBy(4);
    private static final int SHORTEST_LOOK_MILLIS = 1_000;
    private static final int LONGEST_LOOK_MILLIS = 30_000;

    private final TaskBoard board;
    private final Follower follower;
    private final ObjectProvider<SharedBoard> shared;
    private final Instance instance;
    private final TaskRuns runs;
    private final Announcer announcer;
    private final int capacity;
    private final Retention retention;
    private final Semaphore slots;
    private final Map<String, Work> underWay = new ConcurrentHashMap<>();
    private final Semaphore wakeUp = new Semaphore(0);
    private final AtomicBoolean announcing = new AtomicBoolean(); // many ends at once are announced together
    private final Polling polling = new Polling();
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, thread -> new Thread(thread, "board"));
    private final Thread claims = new Thread(this::claimForEver, "claims");
    private volatile int waiting;
    private volatile boolean started;

    TaskRunner(
            TaskBoard board,
            List<Worker> workers,
            Follower follower,
            ObjectProvider<SharedBoard> shared,
            Instance instance,
            TaskSettings settings,
            TaskMeters meters,
            ApplicationEventPublisher events) {
        this.board = board;
        this.follower = follower;
        this.shared = shared;
        this.instance = instance;
        this.capacity = settings.maxConcurrent();
        this.slots = new Semaphore(capacity);
        this.runs = new TaskRuns(workers, this::isEnding, events);
        this.announcer = new Announcer(board, events);
        this.retention = new Retention(board, settings);
        meters.watch(underWay::size, board::backlog);
        board.onChange(this::changed);
    }

    /** Puts a task on the board and sees to it that it is done. Returns when it is on the disk. */
    public Task dispatch(NewTask task) {
        return board.post(task);
    }

    /**
     * Cancels a task; its work is interrupted, here at once, elsewhere within seconds.
     *
     * @return the cancelled task; empty: there is no such task
     * @throws IllegalTaskMove when it has ended already
     */
    public Optional<Task> cancel(String id) {
        Optional<Task> cancelled = board.cancel(id);
        Work work = underWay.get(id);
        if (cancelled.isPresent() && work != null) {
            work.drop();
        }
        return cancelled;
    }

    /**
     * Lets a paused task go on with a human's answer.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it is not paused
     */
    public Optional<Task> resume(String id, String answer) {
        return board.resume(id, answer);
    }

    /** Counted when something changed, not now: asking costs nothing. */
    @Override
    public Load load() {
        return new Load(capacity - slots.availablePermits(), waiting, capacity);
    }

    @Override
    public void start() {
        started = true;
        claims.start();
        timer.scheduleWithFixedDelay(
                safely(this::renew), RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(safely(this::tidy), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(safely(retention::forget), 1, 60, TimeUnit.MINUTES);
    }

    /** Running tasks go back to their board, to be begun anew. Takes a few seconds at most. */
    @Override
    public void stop() {
        started = false;
        claims.interrupt();
        timer.shutdownNow();
        follower.stop();
        Collection<Work> ending = List.copyOf(underWay.values());
        ending.forEach(Work::interrupt);
        runs.awaitEnds(TIME_TO_END);
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

    private boolean isEnding() {
        return !started;
    }

    private void changed() {
        wakeUp.release();
        if (started && announcing.compareAndSet(false, true)) {
            timer.execute(safely(this::announce));
        }
    }

    private void announce() {
        announcing.set(false); // first: an end from here on is announced anew
        announcer.announce();
    }

    private void renew() {
        board.present(self(true));
        Leases.renew(underWay.values());
        Leases.renew(follower.underWay());
    }

    private void tidy() {
        board.tidy();
        if (board.isShared()) {
            announcer.announce(); // its end may have been reported elsewhere while the news were cut off
        }
    }

    private void claimForEver() {
        boolean recovered = false;
        while (started) {
            try {
                if (!recovered) {
                    board.recover();
                    recovered = true;
                }
                claimAll();
            } catch (BoardUnavailable away) {
                log.debug("Nothing can be claimed: {}", away.getMessage()); // the board itself says so once
            } catch (RuntimeException defect) {
                log.error("Claiming failed because of a fault of this program", defect);
            }
            rest();
        }
    }

    /** Own tasks by an event; but some open by time alone (a courtesy ends, an Octo is gone), and others' by looking. */
    private void rest() {
        boolean look = waiting > 0 && slots.availablePermits() > 0;
        int longest = look || board.isBroken() ? SHORTEST_LOOK_MILLIS : LONGEST_LOOK_MILLIS;
        try {
            if (wakeUp.tryAcquire(Math.min(longest, polling.millis()), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimAll() {
        for (Optional<Task> task = board.claimFollowed(self(true));
                task.isPresent();
                task = board.claimFollowed(self(true))) {
            follower.follow(new Work(task.get(), board));
        }
        while (started && claimed(board)) {}
        if (!board.isShared()) {
            shared.ifAvailable(this::claimFrom);
        }
        waiting = board.backlog().waiting();
    }

    private void claimFrom(SharedBoard others) {
        Optional<Board> offered = others.current();
        boolean found = false;
        try {
            while (started && offered.isPresent() && claimed(offered.get())) {
                found = true;
            }
        } catch (BoardUnavailable away) {
            log.debug("The supervisor's board: {}", away.getMessage());
        }
        polling.looked(offered.isPresent(), found);
    }

    /** Gives the slot back unless there is something to fill it with. */
    private boolean claimed(Board from) {
        if (!slots.tryAcquire()) {
            return false;
        }
        Optional<Task> task = Optional.empty();
        try {
            task = from.claim(self(from == board));
        } finally {
            if (task.isEmpty()) {
                slots.release();
            }
        }
        task.ifPresent(begun -> begin(new Work(begun, from)));
        return task.isPresent();
    }

    private void begin(Work work) {
        underWay.put(work.task().id(), work);
        runs.begin(
                work,
                () -> {
                    if (work.freesSlot()) {
                        slots.release();
                        wakeUp.release();
                    }
                },
                () -> underWay.remove(work.task().id(), work));
    }

    private Claimant self(boolean own) {
        int free = slots.availablePermits();
        return new Claimant(
                instance.name(),
                instance.capabilities(),
                Math.max(percent(free), processors()),
                free,
                own && !board.isShared());
    }

    private int percent(int free) {
        return 100 * (capacity - free) / capacity;
    }

    /** The system's load average by its processors, as far as it tells one. */
    private static int processors() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.max(0, Math.min(100, 100 * system.getSystemLoadAverage() / system.getAvailableProcessors()));
    }

    /** A scheduled action that throws is never run again; one that fails today may work in a second. */
    private static Runnable safely(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (BoardUnavailable away) {
                log.debug("The board is away: {}", away.getMessage()); // the board itself says so once
            } catch (RuntimeException defect) {
                log.error("Looking after the board failed because of a fault of this program", defect);
            }
        };
    }
}
