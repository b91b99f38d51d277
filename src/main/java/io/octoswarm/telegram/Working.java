package io.octoswarm.telegram;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The signs that an answer is being made: "typing", which Telegram shows for 5 s, and after 5 s a message that tells as
 * much as there is and that the answer then replaces.
 *
 * <p>Thread: {@code telegram typing}, alone.
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
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "telegram typing"));

    Working(BotApi api, Outbox outbox) {
        this.api = api;
        this.outbox = outbox;
    }

    /** The purpose of the message that an answer replaces. */
    String purpose(Message message) {
        return PURPOSE + message.getChatId() + ":" + message.getMessageId();
    }

    Sign begin(Message message) {
        Sign sign = new Sign(api, outbox, edits, Hearing.place(message), purpose(message), message.getMessageId());
        sign.ends(timer.scheduleWithFixedDelay(sign::type, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        sign.ends(timer.scheduleWithFixedDelay(
                sign::show, PATIENCE.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        return sign;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
