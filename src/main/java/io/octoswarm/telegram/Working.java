package io.octoswarm.telegram;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The signs that an answer is being made: "typing", which Telegram shows for 5 s, and after 5 s a message that the
 * answer then replaces.
 *
 * <p>Thread: {@code telegram typing}, alone. A sign that fails is left out: the next one comes in 4 s.
 */
final class Working implements AutoCloseable {
    static final String PURPOSE = "status:";

    private static final Logger log = LoggerFactory.getLogger(Working.class);
    private static final Duration BETWEEN = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BotApi api;
    private final Outbox outbox;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "telegram typing"));

    Working(BotApi api, Outbox outbox) {
        this.api = api;
        this.outbox = outbox;
    }

    /** Ends with the answer. */
    interface Sign extends AutoCloseable {
        @Override
        void close();
    }

    /** The purpose of the message that an answer replaces. */
    String purpose(Message message) {
        return PURPOSE + message.getChatId() + ":" + message.getMessageId();
    }

    Sign begin(Message message) {
        Place place = Hearing.place(message);
        ScheduledFuture<?> typing =
                timer.scheduleWithFixedDelay(() -> type(place), 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        ScheduledFuture<?> status = timer.schedule(
                () -> outbox.say(place, purpose(message), "Working on it…", message.getMessageId(), null),
                PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            typing.cancel(false);
            status.cancel(false);
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void type(Place place) {
        try {
            api.call(SendChatAction.builder()
                    .chatId(place.chat())
                    .messageThreadId(place.topic())
                    .action("typing")
                    .build());
        } catch (BotFailure left) {
            log.debug("No sign of typing: {}", left.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
