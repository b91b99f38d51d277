package io.octoswarm.task;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.LoadSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Does the tasks of the boards, as many at once as the settings allow: its own board's, and those of the supervisor's.
 *
 * <p>Threads: {@code claims}, a single one, takes tasks ({@link ClaimLoop}); each claimed task has a thread of its own
 * ({@link TaskRuns}), so that an interrupt meets that task and no other; {@code board}, two, renew the claims (with
 * {@code renewal}, at most eight, those of other boards), tidy the board and announce the ends.
 */
@Component
public class TaskRunner implements SmartLifecycle, LoadSource {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    private static final int MOST_RENEWALS = 8;
    private static final Duration RENEWAL = TaskBoard.LEASE.dividedBy(4);

    private final TaskBoard board;
    private final Follower follower;
    private final TaskRuns runs;
    private final Announcer announcer;
    private final Retention retention;
    private final Slots slots;
    private final ClaimLoop claims;
    private final Map<String, Work> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean announcing = new AtomicBoolean(); // many ends at once are announced together
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, thread -> new Thread(thread, "board"));
    private final ThreadPoolExecutor renewals = new ThreadPoolExecutor(
            MOST_RENEWALS,
            MOST_RENEWALS,
            60,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            thread -> new Thread(thread, "renewal"));
    private final Standstill standstill = new Standstill(System::currentTimeMillis);
    private volatile boolean started;
    private volatile boolean ending;

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
        this.slots = new Slots(instance, settings.maxConcurrent());
        this.runs = new TaskRuns(workers, this::isEnding, events);
        this.announcer = new Announcer(board, events);
        this.retention = new Retention(board, settings);
        this.claims = new ClaimLoop(
                board, () -> Optional.ofNullable(shared.getIfAvailable()), slots, this::begin, follower::follow);
        meters.watch(underWay::size, board::backlog);
        board.onChange(this::changed);
    }

    /** Puts a task on the board and sees to it that it is done. Returns when it is on the disk. */
    public Task dispatch(NewTask task) {
        return board.post(task);
    }

    /** So long from now on, by the clock of the board, which judges it. */
    public Instant deadline(Duration within) {
        return board.now().plus(within);
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
        return new Load(slots.taken(), claims.waiting(), slots.capacity());
    }

    @Override
    public void start() {
        renewals.allowCoreThreadTimeOut(true);
        started = true;
        ending = false;
        claims.start();
        timer.scheduleWithFixedDelay(
                safely(this::renew), RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(safely(this::tidy), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(safely(retention::forget), 1, 60, TimeUnit.MINUTES);
    }

    /**
     * Running tasks go back to their board, to be begun anew, before anything else ends: the questions that are being
     * answered may take longer than whoever ends this process waits. Takes a few seconds at most.
     */
    @EventListener(ContextClosedEvent.class)
    void handBack() {
        if (ending) {
            return;
        }
        ending = true;
        claims.stop();
        List.copyOf(underWay.values()).forEach(Work::interrupt);
        runs.awaitEnds(TIME_TO_END);
    }

    @Override
    public void stop() {
        handBack();
        started = false;
        timer.shutdownNow();
        renewals.shutdown();
        follower.stop();
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
        return ending;
    }

    private void begin(Work work) {
        Work before = underWay.put(work.task().id(), work);
        if (before != null) {
            before.drop(); // its claim was lost and came back to us: from here on nobody would renew or cancel it
        }
        runs.begin(
                work,
                () -> {
                    if (work.freesSlot()) {
                        slots.giveBack();
                        claims.wake();
                    }
                },
                () -> underWay.remove(work.task().id(), work));
    }

    private void changed() {
        claims.wake();
        if (started && announcing.compareAndSet(false, true)) {
            timer.execute(safely(this::announce));
        }
    }

    private void announce() {
        announcing.set(false); // first: an end from here on is announced anew
        announcer.announce();
    }

    private void renew() {
        board.present(slots.claimant(!board.isShared()));
        Leases.renew(underWay.values(), renewals);
        Leases.renew(follower.underWay(), renewals);
    }

    private void tidy() {
        try {
            if (standstill.isOver()) {
                board.recoverLeases();
            }
            board.tidy();
            announcer.announce(); // of an end elsewhere no news may have come, and some may not have been told before
        } finally {
            standstill.rest();
        }
    }

    /** A scheduled action that throws is never run again; one that fails today may work in a second. */
    private static Runnable safely(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (BoardUnavailable away) {
                log.debug("The board is away: {}", away.getMessage()); // the board itself says so once
            } catch (RuntimeException | Error defect) {
                log.error("Looking after the board failed because of a fault of this program", defect);
            }
        };
    }
}
