package io.octoswarm.telegram;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How fast a bot speaks: so many messages a minute in a group, three times as fast for a moment and in private, and not
 * before Telegram says so after a refusal. With Telegram's 20 a minute that is one message a second in any chat. Used by
 * one thread.
 */
final class Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int FASTER_FOR_A_MOMENT = 3;

    private final int perMinute;
    private final Duration between;
    private final LongSupplier nanos;
    private final Map<Long, Deque<Long>> ends = new HashMap<>();
    private final Map<Long, Long> notBefore = new HashMap<>();

    /** @param nanos a clock that only goes forward */
    Pace(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.between = MINUTE.dividedBy((long) perMinute * FASTER_FOR_A_MOMENT);
        this.nanos = nanos;
    }

    /** How long to wait before the next message to a chat; zero: not at all. */
    Duration pause(long chat) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, notBefore.getOrDefault(chat, now) - now);
        Deque<Long> times = ends.getOrDefault(chat, new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= MINUTE.toNanos()) {
            times.removeFirst();
        }
        if (!times.isEmpty()) {
            wait = Math.max(wait, times.peekLast() + between.toNanos() - now);
        }
        if (chat < 0 && times.size() >= perMinute) {
            wait = Math.max(wait, times.peekFirst() + MINUTE.toNanos() - now);
        }
        return Duration.ofNanos(wait);
    }

    /** Something that is said. */
    interface Call<T> {
        T make() throws BotFailure, InterruptedException;
    }

    /**
     * Says something in a chat. It counts from its end on: Telegram counts when it arrives, at the latest then. What
     * was surely not sent does not count.
     */
    <T> T counted(long chat, Call<T> call) throws BotFailure, InterruptedException {
        boolean sent = true;
        try {
            return call.make();
        } catch (BotFailure failure) {
            sent = failure.kind() != BotFailure.Kind.NOT_SENT;
            throw failure;
        } finally {
            if (sent) {
                ends.computeIfAbsent(chat, unused -> new ArrayDeque<>()).addLast(nanos.getAsLong());
            }
        }
    }

    /** Nothing goes to a chat for so long. */
    void hold(long chat, Duration duration) {
        notBefore.put(chat, nanos.getAsLong() + duration.toNanos());
    }
}
