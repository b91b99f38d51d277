package io.octoswarm.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many proofs an address may still ask for: 240 within a minute; a peer that speaks with us all the time needs one a second. Thread-safe. */
@Component
class Allowance {
    private static final int MOST = 240;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 1_000;

    private static final class Count {
        private final Instant since;
        private int taken;

        Count(Instant since) {
            this.since = since;
        }
    }

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Allowance(Clock clock) {
        this.clock = clock;
    }

    /** False: this address has asked too often. */
    synchronized boolean take(String address) {
        Instant now = clock.instant();
        Count count = counts.get(address);
        if (count == null || count.since.plus(WINDOW).isBefore(now)) {
            count = new Count(now);
            counts.put(address, count);
        }
        return count.taken++ < MOST;
    }

    synchronized int size() {
        return counts.size();
    }
}
