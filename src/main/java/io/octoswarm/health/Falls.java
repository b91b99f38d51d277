package io.octoswarm.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How often a peer went lately, and how long it is therefore looked at with care: 10 s, 20 s, 40 s and 60 s at the most.
 * Its time is one that nobody sets back: no pause lasts longer for that. Thread-safe, as the circuit of a peer that moves
 * and the next one share it.
 */
final class Falls {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10;

    /** A device that is started again and again does not reach this: its return counts at once. */
    private static final Duration COMING_AND_GOING = Duration.ofMinutes(1);

    private static final int FREE_RETURNS = 4;

    private static final Duration FAILING = Duration.ofMinutes(5);
    private static final int FREE_TRIALS = 2;

    private final LongSupplier nanoTime;
    private final Deque<Duration> falls = new ArrayDeque<>();

    Falls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Since some moment that is the same for as long as this process lives. */
    Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong());
    }

    /** The peer went. */
    synchronized void add() {
        falls.add(now());
        if (falls.size() > MOST_KEPT) {
            falls.remove();
        }
    }

    /** In the last minute. */
    int count() {
        return within(COMING_AND_GOING);
    }

    /** How long a peer that is back must be steady before it counts as online; zero for the first four within a minute. */
    Duration untilSteady() {
        return pause(count() - FREE_RETURNS);
    }

    /** How long a peer that fails calls waits for its next trial; zero: no longer than usual. */
    Duration untilTrial() {
        return pause(within(FAILING) - FREE_TRIALS);
    }

    private synchronized int within(Duration time) {
        Duration since = now().minus(time);
        return (int) falls.stream().filter(fall -> fall.compareTo(since) >= 0).count();
    }

    private static Duration pause(int beyond) {
        return beyond <= 0 ? Duration.ZERO : shorter(FIRST_PAUSE.multipliedBy(1L << (beyond - 1)), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
