package io.octoswarm.mcp.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When a server that failed may be started again: after a second, and after twice as long each time, five minutes at the
 * most. One that ran for a minute begins anew. Not thread-safe.
 */
final class BackOff {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Clock clock;
    private Duration next = SHORTEST;
    private Instant until = Instant.MIN;

    BackOff(Clock clock) {
        this.clock = clock;
    }

    /** @param ran how long it had run before it failed */
    void failed(Duration ran) {
        Duration wait = ran.compareTo(STEADY) < 0 ? next : SHORTEST;
        until = clock.instant().plus(wait);
        next = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
    }

    boolean isOver() {
        return !clock.instant().isBefore(until);
    }

    /** In whole seconds, a part of one for a whole one; zero: it is over. */
    long secondsLeft() {
        return isOver()
                ? 0
                : Duration.between(clock.instant(), until).plusMillis(999).toSeconds();
    }
}
