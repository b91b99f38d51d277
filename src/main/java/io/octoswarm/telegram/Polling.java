package io.octoswarm.telegram;

import io.octoswarm.telegram.BotFailure.Kind;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;

/**
 * Asks Telegram for news, for as long as the process runs. An update is on the disk before the next question confirms
 * it. What goes wrong is named and tried again, after 60 s at the latest; a wrong token alone ends it.
 *
 * <p>Thread: {@code telegram poll}, alone.
 */
final class Polling implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Polling.class);
    private static final String SUBJECT = "connection";

    private final BotApi api;
    private final State state;
    private final Patience patience;
    private final Consumer<Bot> known;
    private final Thread thread = new Thread(this::run, "telegram poll");
    private int failures;

    /** Where updates go. */
    interface Inlet {
        long offset();

        /** Returns when they are on the disk. */
        void take(RawUpdates.Batch updates);
    }

    private volatile @org.jspecify.annotations.Nullable Inlet inlet;

    /**
     * @param known called once, by the polling thread, when Telegram has told whose token it is; sets the inlet
     */
    Polling(BotApi api, State state, Patience patience, Consumer<Bot> known) {
        this.api = api;
        this.state = state;
        this.patience = patience;
        this.known = known;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void into(Inlet where) {
        inlet = where;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(5_000);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!step()) {
                    return;
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** One question; false: no more of them makes sense. */
    private boolean step() throws InterruptedException {
        try {
            Inlet where = inlet;
            if (where == null) {
                Bot bot = Bot.of(api.call(new GetMe()));
                state.bot(bot);
                known.accept(bot);
            } else {
                where.take(api.poll(new RawUpdates(where.offset(), seconds())));
            }
            failures = 0;
            state.good(SUBJECT);
            return true;
        } catch (BotFailure failure) {
            return after(failure);
        } catch (RuntimeException defect) { // a full disk, a defect of ours: the next try may find it mended
            log.error("Telegram's news could not be stored; they are asked for again.", defect);
            pause(Duration.ofSeconds(5));
            return true;
        }
    }

    /** After a failure, a first answer that comes at once shows sooner that it is over. */
    private int seconds() {
        return failures > 0 ? 0 : (int) patience.poll().toSeconds();
    }

    private boolean after(BotFailure failure) throws InterruptedException {
        failures++;
        if (failure.kind() == Kind.UNAUTHORIZED) {
            state.problem(
                    SUBJECT,
                    "Telegram refuses TELEGRAM_BOT_TOKEN (" + failure.getMessage()
                            + "). Get the token from @BotFather, set it, and start again.");
            return false;
        }
        Duration wait = failure.retryAfter().isZero() ? patience.pause(failures) : failure.retryAfter();
        state.problem(SUBJECT, line(failure));
        pause(wait);
        return true;
    }

    private static String line(BotFailure failure) {
        if (failure.kind() == Kind.CONFLICT) {
            return failure.getMessage().toLowerCase(java.util.Locale.ROOT).contains("webhook")
                    ? "This bot has a webhook, so that its news cannot be asked for; delete it (deleteWebhook)."
                    : "Another program polls with this token; end it, or give this Octo a bot of its own.";
        }
        return failure.kind() == Kind.TOO_MANY
                ? "Telegram asks to wait."
                : "Telegram cannot be reached: " + failure.getMessage()
                        + ". It is tried again, at least once a minute.";
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
