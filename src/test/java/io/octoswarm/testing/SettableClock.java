package io.octoswarm.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told otherwise. Thread-safe. */
public final class SettableClock extends Clock {
    /** Where a new clock stands: 2026-01-02T03:04:05.678Z. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicLong lost = new AtomicLong();

    public void set(Instant instant) {
        now.set(instant);
    }

    public void forward(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** As somebody does who corrects it: {@link #nanoTime} goes on. */
    public void setBack(Duration duration) {
        lost.addAndGet(duration.toNanos());
        forward(duration.negated());
    }

    /** In place of {@link System#nanoTime}. */
    public long nanoTime() {
        return Duration.between(START, now.get()).toNanos() + lost.get();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants are all that is asked of this clock");
    }
}
