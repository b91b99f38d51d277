package io.octoswarm.telegram;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The signs that an answer is being made: "typing", which Telegram shows for 5 s, and after 5 s a message that tells as
 * much as there is and that the answer then replaces.
 *
 * <p>Thread: {@code telegram typing}, alone. Thread-safe.
 */
final class Working implements AutoCloseable {
    static final String PURPOSE = "status:";

    private static final Duration BETWEEN = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of all answers together that are made in a group. */
    private static final int MOST_EDITS_A_MINUTE = 15;

    private final BotApi api;
    private final Outbox outbox;
    private final Pace edits = new Pace(MOST_EDITS_A_MINUTE, System::nanoTime); // for the timer's thread alone
    private final Map<String, Sign> signs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "telegram typing"));

    Working(BotApi api, Outbox outbox) {
        this.api = api;
        this.outbox = outbox;
    }

    /** The purpose of the message that an answer replaces. */
    private static String purpose(long chat, String message) {
        return PURPOSE + chat + ":" + message;
    }

    Sign begin(Message message) {
        String purpose = purpose(message.getChatId(), String.valueOf(message.getMessageId()));
        boolean resumed = outbox.begun(Delegating.asking(message.getChatId(), String.valueOf(message.getMessageId())));
        Sign sign = new Sign(api, outbox, edits, Hearing.place(message), purpose, message.getMessageId(), resumed);
        sign.atEnd(() -> signs.remove(purpose, sign));
        repeat(sign, sign::type, Duration.ZERO);
        repeat(sign, sign::show, PATIENCE);
        signs.put(purpose, sign); // last: whoever finds it may end it
        return sign;
    }

    private void repeat(Sign sign, Runnable work, Duration first) {
        Future<?> repeated =
                timer.scheduleWithFixedDelay(work, first.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        sign.atEnd(() -> repeated.cancel(false));
    }

    /**
     * Says something on the way to an answer: in the place of its sign, where there is one.
     *
     * @param question the message that is being answered
     * @param purpose what it is for
     */
    void sayMeanwhile(Place place, String question, String purpose, String markdown) {
        String status = purpose(place.chat(), question);
        Runnable say = () -> outbox.say(place, purpose, markdown, null, status);
        Sign sign = signs.get(status);
        if (sign == null) {
            say.run();
        } else {
            sign.giveWay(say);
        }
    }

    /**
     * Says an answer in the place of its sign, where there is one. Of several threads that make one answer, the first
     * one's is said.
     */
    void answer(Place place, int question, String purpose, String markdown) {
        String status = purpose(place.chat(), String.valueOf(question));
        Sign sign = signs.get(status);
        if (sign != null) {
            sign.close();
        }
        outbox.say(place, purpose, markdown, question, status);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
