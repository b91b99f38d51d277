package io.octoswarm.telegram;

import io.octoswarm.telegram.BotFailure.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Says what stands in the outbox, at the pace that Telegram allows, each row until there is a receipt for it.
 *
 * <p>A send that had no clear end (cut, timed out, the process killed) may have arrived; sendMessage knows no
 * idempotency. Its message is looked for by editing the ids after the newest known one into the same text: Telegram
 * answers "not modified" for the very message, and refuses all others. Sends of one chat come one at a time, so at most
 * one message of ours is unknown.
 *
 * <p>Thread: {@code telegram outbox}, alone; the lock guards the wake-up only.
 */
final class Sender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int MOST_PROBES = 40;
    private static final int GAPS_AT_THE_END = 3;
    private static final String NOT_MODIFIED = "not modified";

    private final BotApi api;
    private final Outbox outbox;
    private final Listener listener;
    private final Pace pace;
    private final Map<Long, Integer> failures = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean woken;
    private final Thread thread = new Thread(this::run, "telegram outbox");

    /** Hears what came of each row. Called by the sending thread. */
    interface Listener {
        void sent(Outbox.Item item, int message);

        void failed(Outbox.Item item, String why);

        void moved(long from, long to);

        void unauthorized();
    }

    Sender(BotApi api, Outbox outbox, Listener listener, Pace pace) {
        this.api = api;
        this.outbox = outbox;
        this.listener = listener;
        this.pace = pace;
        outbox.onNews(this::wake);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(5_000);
    }

    private void wake() {
        lock.lock();
        try {
            woken = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                await(round());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!woken && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what may be sent now; how long to wait for the next. */
    private Duration round() throws InterruptedException {
        Duration next = IDLE;
        try {
            List<Outbox.Item> heads = outbox.heads();
            for (Outbox.Item item : heads) {
                Duration wait = pace.pause(item.place().chat());
                if (wait.isZero()) {
                    deal(item);
                    wait = Duration.ZERO.plusMillis(1);
                }
                next = wait.compareTo(next) < 0 ? wait : next;
            }
        } catch (DataAccessException broken) {
            log.error("The outbox cannot be read or written; what is in it stays there.", broken);
            next = Duration.ofSeconds(5);
        }
        return next;
    }

    private void deal(Outbox.Item item) throws InterruptedException {
        long chat = item.place().chat();
        try {
            int found = item.unclear() && item.edits() == null ? find(item) : 0;
            if (found > 0) {
                sent(item, found);
                return;
            }
            outbox.sending(item, outbox.newest(chat));
            pace.sent(chat);
            sent(item, send(item));
        } catch (BotFailure failure) {
            failed(item, failure);
        }
    }

    private void sent(Outbox.Item item, int message) {
        failures.remove(item.place().chat());
        outbox.sent(item, message);
        outbox.seen(item.place().chat(), message);
        listener.sent(item, message);
    }

    private void failed(Outbox.Item item, BotFailure failure) {
        long chat = item.place().chat();
        Long moved = failure.migratedTo();
        if (moved != null) {
            outbox.waiting(item);
            outbox.moved(chat, moved);
            listener.moved(chat, moved);
            return;
        }
        switch (failure.kind()) {
            case TOO_MANY -> {
                outbox.waiting(item);
                pace.hold(chat, failure.retryAfter().isZero() ? backOff(chat) : failure.retryAfter());
            }
            case NOT_SENT -> {
                if (!item.unclear()) {
                    outbox.waiting(item);
                }
                hold(chat, failure);
            }
            case UNAUTHORIZED -> {
                outbox.waiting(item);
                pace.hold(chat, LONGEST_BACK_OFF);
                listener.unauthorized();
            }
            case UNCLEAR, CONFLICT -> hold(chat, failure); // stays as it is: it is looked for before it is sent again
            case REFUSED -> refused(item, failure);
        }
    }

    private void refused(Outbox.Item item, BotFailure failure) {
        if (item.html() != null && (failure.says("parse") || failure.says("entit"))) {
            log.warn("Telegram refuses the looks of a message, it goes as plain text: {}", failure.getMessage());
            outbox.plain(item);
        } else if (item.place().topic() != null && failure.says("thread not found")) {
            outbox.withoutTopic(item);
        } else if (item.edits() != null) {
            outbox.withoutEdit(item);
        } else {
            log.warn("Telegram refuses a message to chat {}: {}", item.place().chat(), failure.getMessage());
            outbox.failed(item, failure.getMessage());
            listener.failed(item, failure.getMessage());
        }
    }

    private void hold(long chat, BotFailure failure) {
        Duration wait = backOff(chat);
        log.info("Telegram is not reached ({}); the next try is in {} s.", failure.getMessage(), wait.toSeconds());
        pace.hold(chat, wait);
    }

    private Duration backOff(long chat) {
        int count = failures.merge(chat, 1, Integer::sum);
        return Duration.ofSeconds(Math.min(LONGEST_BACK_OFF.toSeconds(), 1L << Math.min(6, count - 1)));
    }

    private int send(Outbox.Item item) throws BotFailure, InterruptedException {
        Integer edits = item.edits();
        if (edits != null) {
            edit(item, edits);
            return edits;
        }
        Message message = item.file() == null ? api.call(text(item)) : api.call(document(item));
        return message.getMessageId();
    }

    /** Where the message is that a cut send may have left; 0: nowhere. */
    private int find(Outbox.Item item) throws BotFailure, InterruptedException {
        int gaps = 0;
        boolean counted = item.place().chat() < -1_000_000_000_000L; // ids of a supergroup leave no gaps
        for (int id = item.after() + 1; id <= item.after() + MOST_PROBES; id++) {
            if (outbox.isOurs(item.place().chat(), id)) {
                gaps = 0;
                continue; // known: it must not be touched
            }
            try {
                edit(item, id);
                return id;
            } catch (BotFailure failure) {
                if (failure.kind() != Kind.REFUSED) {
                    throw failure;
                }
                gaps = failure.says("not found") ? gaps + 1 : 0;
                if (counted && gaps == GAPS_AT_THE_END) {
                    return 0;
                }
            }
        }
        return 0;
    }

    private void edit(Outbox.Item item, int message) throws BotFailure, InterruptedException {
        try {
            if (item.file() == null) {
                api.call(edited(item, message));
            } else {
                api.call(EditMessageCaption.builder()
                        .chatId(item.place().chat())
                        .messageId(message)
                        .caption("")
                        .build());
            }
        } catch (BotFailure failure) {
            if (!failure.says(NOT_MODIFIED)) {
                throw failure;
            }
        }
    }

    private static EditMessageText edited(Outbox.Item item, int message) {
        return EditMessageText.builder()
                .chatId(item.place().chat())
                .messageId(message)
                .text(item.html() == null ? item.plain() : item.html())
                .parseMode(item.html() == null ? null : "HTML")
                .linkPreviewOptions(noPreview())
                .build();
    }

    private static SendMessage text(Outbox.Item item) {
        return SendMessage.builder()
                .chatId(item.place().chat())
                .messageThreadId(item.place().topic())
                .text(item.html() == null ? item.plain() : item.html())
                .parseMode(item.html() == null ? null : "HTML")
                .linkPreviewOptions(noPreview())
                .replyParameters(reply(item))
                .build();
    }

    private static SendDocument document(Outbox.Item item) {
        byte[] bytes = String.valueOf(item.file()).getBytes(StandardCharsets.UTF_8);
        return SendDocument.builder()
                .chatId(item.place().chat())
                .messageThreadId(item.place().topic())
                .document(new InputFile(new ByteArrayInputStream(bytes), item.plain()))
                .replyParameters(reply(item))
                .build();
    }

    private static @org.jspecify.annotations.Nullable ReplyParameters reply(Outbox.Item item) {
        Integer message = item.replyTo();
        return message == null
                ? null
                : ReplyParameters.builder()
                        .messageId(message)
                        .allowSendingWithoutReply(true) // it may have been deleted meanwhile
                        .build();
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }
}
