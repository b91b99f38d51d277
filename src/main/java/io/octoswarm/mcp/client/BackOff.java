package io.octoswarm.mcp.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a server that failed may be started again: after a second, and after twice as long each time, five minutes at the
 * most. One that ran for a minute begins anew. Goes by a time that nobody sets back. Not
 * thread-safe.
 */
final class BackOff {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private Duration next = SHORTEST;
    private Duration wait = Duration.ZERO;
    private long failedAt;

    BackOff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param ran how long it had run before it failed */
    void failed(Duration ran) {
        wait = ran.compareTo(STEADY) < 0 ? next : SHORTEST;
        failedAt = nanoTime.getAsLong();
        next = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
    }

    boolean isOver() {
        return secondsLeft() == 0;
    }

    /** In whole seconds, a part of one for a whole one; zero: it is over. */
    long secondsLeft() {
        Duration left = wait.minusNanos(nanoTime.getAsLong() - failedAt);
        return left.isNegative() ? 0 : left.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
