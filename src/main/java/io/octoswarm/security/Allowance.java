package io.octoswarm.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How often an address may still do something within a minute; of addresses it knows the newest 1,000. Thread-safe. */
@Component
class Allowance {
    /** A peer that speaks with us all the time asks for one proof a second. */
    private static final int MOST_PROOFS = 240;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 1_000;

    private static final class Count {
        private final long since;
        private int taken;

        Count(long since) {
            this.since = since;
        }
    }

    private final LongSupplier nanoTime;
    private final int most;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** For proofs. */
    @Autowired
    Allowance(LongSupplier nanoTime) {
        this(nanoTime, MOST_PROOFS);
    }

    /** @param nanoTime which, other than a clock, nobody sets back */
    Allowance(LongSupplier nanoTime, int most) {
        this.nanoTime = nanoTime;
        this.most = most;
    }

    /** False: this address has done it too often. */
    synchronized boolean take(String address) {
        Count count = countOf(address);
        if (count == null) {
            count = new Count(nanoTime.getAsLong());
            counts.put(address, count);
        }
        return count.taken++ < most;
    }

    /** Whether the address has nothing left within this minute. */
    synchronized boolean isSpent(String address) {
        Count count = countOf(address);
        return count != null && count.taken >= most;
    }

    private @Nullable Count countOf(String address) {
        Count count = counts.get(address);
        return count == null || nanoTime.getAsLong() - count.since > WINDOW.toNanos() ? null : count;
    }

    synchronized int size() {
        return counts.size();
    }
}
