package io.octoswarm.task;

import java.util.function.LongSupplier;

/**
 * Notices that time has passed without this process (a lid was shut, the machine stood still) or that the clock was set:
 * what depends on others' calls within some seconds must not be judged by it. Asked every second, by one thread at a time.
 */
final class Standstill {
    /** Between a rest and the next look. */
    private static final long USUAL_MILLIS = 1_000;

    private static final long MOST_LATE_MILLIS = 3_000;

    private final LongSupplier clock;
    private long last;

    /** @param clock milliseconds since any moment */
    Standstill(LongSupplier clock) {
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** Whether one ended since the last rest. */
    synchronized boolean isOver() {
        long late = clock.getAsLong() - last - USUAL_MILLIS;
        return late > MOST_LATE_MILLIS || late < -USUAL_MILLIS;
    }

    /** From here on it is a second until the next look; what was done before may have taken long. */
    synchronized void rest() {
        last = clock.getAsLong();
    }
}
