package io.octoswarm.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a peer went lately, and how long it must be steady for that before it counts as online again: not at all
 * after the first two times in five minutes, so that a plain return counts at once, then 10 s, 20 s, 40 s and 60 s at
 * the most. Not thread-safe.
 */
final class Falls {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int FREE = 2;
    private static final int MOST_KEPT = 10;

    private final Clock clock;
    private final Deque<Instant> falls = new ArrayDeque<>();

    Falls(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The peer went. */
    void add() {
        falls.add(now());
        if (falls.size() > MOST_KEPT) {
            falls.remove();
        }
    }

    /** In the last five minutes. */
    int count() {
        Instant since = now().minus(WINDOW);
        falls.removeIf(fall -> fall.isBefore(since));
        return falls.size();
    }

    Duration pause() {
        int beyond = count() - FREE;
        return beyond <= 0 ? Duration.ZERO : shorter(FIRST_PAUSE.multipliedBy(1L << (beyond - 1)), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
