package io.octoswarm.telegram;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How fast Telegram lets a bot speak: one message a second in a chat, 20 a minute in a group, and not before it says so
 * after a refusal. Used by the sending thread alone.
 */
final class Pace {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_A_MINUTE = 20;

    private final LongSupplier nanos;
    private final Map<Long, Deque<Long>> sent = new HashMap<>();
    private final Map<Long, Long> notBefore = new HashMap<>();

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next message to a chat; zero: not at all. */
    Duration pause(long chat) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, notBefore.getOrDefault(chat, now) - now);
        Deque<Long> times = sent.getOrDefault(chat, new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE.toNanos()) {
            times.removeFirst();
        }
        if (!times.isEmpty()) {
            wait = Math.max(wait, times.peekLast() + BETWEEN.toNanos() - now);
        }
        if (chat < 0 && times.size() >= MOST_A_MINUTE) {
            wait = Math.max(wait, times.peekFirst() + MINUTE.toNanos() - now);
        }
        return Duration.ofNanos(wait);
    }

    void sent(long chat) {
        sent.computeIfAbsent(chat, unused -> new ArrayDeque<>()).addLast(nanos.getAsLong());
    }

    /** Nothing goes to a chat for so long. */
    void hold(long chat, Duration duration) {
        notBefore.put(chat, nanos.getAsLong() + duration.toNanos());
    }
}
