package io.octoswarm.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What comes from one address again and again is told the first time, and then once an hour with how often it came: told
 * each time, it would fill the log and push all else out of the audit. Of addresses it knows the 1,000 last heard of.
 * Thread-safe.
 */
final class Repeats {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int MOST_ADDRESSES = 1_000;

    /** @param untold how often it came since it was told */
    private record Last(long toldAt, int untold) {}

    private final LongSupplier nanoTime;
    private final Map<String, Last> lasts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param nanoTime which, other than a clock, nobody sets back */
    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** It came once more. How often it did since it was told, this time included; zero: it is not to be told now. */
    synchronized int add(String address) {
        long now = nanoTime.getAsLong();
        Last last = lasts.get(address);
        if (last != null && now - last.toldAt() < PAUSE.toNanos()) {
            lasts.put(address, new Last(last.toldAt(), last.untold() + 1));
            return 0;
        }
        lasts.put(address, new Last(now, 0));
        return last == null ? 1 : last.untold() + 1;
    }
}
