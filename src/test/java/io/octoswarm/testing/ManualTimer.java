package io.octoswarm.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A timer in which no time passes: what is scheduled waits until the test runs it. One-shot schedules only; they run on
 * the thread of the test. Not thread-safe.
 */
public final class ManualTimer extends ScheduledThreadPoolExecutor {
    private record Waiting(Duration delay, Runnable task) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();

    public ManualTimer() {
        super(0);
    }

    /** The delays of all that waits, in the order in which it was scheduled. */
    public List<Duration> delays() {
        return waiting.stream().map(Waiting::delay).toList();
    }

    /** Runs what was scheduled first and does not run yet. Fails when nothing waits. */
    public void runNext() {
        waiting.removeFirst().task().run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException();
        }
        waiting.add(new Waiting(Duration.of(delay, unit.toChronoUnit()), task));
        return new Unused();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /** The handle of a schedule; a test that finds its code using it has to give it a meaning. */
    private static final class Unused extends java.util.concurrent.FutureTask<@Nullable Void>
            implements ScheduledFuture<@Nullable Void> {
        Unused() {
            super(() -> null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(java.util.concurrent.Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
