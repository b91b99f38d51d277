package io.octoswarm.telegram;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what stands in the outbox, at the pace that Telegram allows, each row until there is a receipt for it.
 *
 * <p>Thread: {@code telegram outbox}, alone; the lock guards the wake-up only.
 */
final class Sender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final int BETWEEN_CLEANINGS = 256;

    private final Speech speech;
    private final SendingQueue queue;
    private final Listener listener;
    private final Pace pace;
    private final Map<Long, Integer> failures = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean woken;
    private int said;
    private final Thread thread = new Thread(this::run, "telegram outbox");

    /** Hears what came of each row. Called by the sending thread. */
    interface Listener {
        void sent(SendingQueue.Item item, int message);

        void failed(SendingQueue.Item item, String why);

        void moved(long from, long to);

        void unauthorized();
    }

    Sender(Speech speech, SendingQueue queue, Outbox outbox, Listener listener, Pace pace) {
        this.speech = speech;
        this.queue = queue;
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
            clean();
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
            List<SendingQueue.Item> heads = queue.heads();
            for (SendingQueue.Item item : heads) {
                Duration wait = pace.pause(item.place().chat());
                if (wait.isZero()) {
                    deal(item);
                    wait = Duration.ZERO.plusMillis(1);
                }
                next = wait.compareTo(next) < 0 ? wait : next;
            }
        } catch (RuntimeException broken) { // the database, or a defect of ours: the next round may find it mended
            log.error("The outbox cannot be read or written; what is in it stays there.", broken);
            next = Duration.ofSeconds(5);
        }
        return next;
    }

    private void deal(SendingQueue.Item item) throws InterruptedException {
        long chat = item.place().chat();
        Optional<Integer> found = item.unclear() && item.edits() == null ? find(item) : Optional.of(0);
        if (found.isEmpty()) {
            return;
        }
        try {
            if (found.get() > 0) {
                sent(item, found.get());
                return;
            }
            if (!queue.sending(item, queue.newest(chat))) {
                return;
            }
            sent(item, pace.counted(chat, () -> speech.send(item)));
        } catch (BotFailure failure) {
            failed(item, failure);
        }
    }

    /** The message that may have been sent already, 0: it was not; empty: it cannot be told now. */
    private Optional<Integer> find(SendingQueue.Item item) throws InterruptedException {
        try {
            return Optional.of(speech.find(item));
        } catch (BotFailure unknown) {
            if (unknown.kind() == BotFailure.Kind.UNAUTHORIZED) {
                listener.unauthorized();
            }
            hold(item.place().chat(), unknown);
            return Optional.empty();
        }
    }

    private void sent(SendingQueue.Item item, int message) {
        failures.remove(item.place().chat());
        queue.sent(item, message);
        queue.seen(item.place().chat(), message);
        listener.sent(item, message);
        if (++said % BETWEEN_CLEANINGS == 0) {
            clean();
        }
    }

    private void clean() {
        try {
            queue.clean();
        } catch (RuntimeException broken) {
            log.warn("What was said long ago cannot be forgotten now: {}", broken.getMessage());
        }
    }

    private void failed(SendingQueue.Item item, BotFailure failure) {
        long chat = item.place().chat();
        Long moved = failure.migratedTo();
        if (moved != null) {
            queue.waiting(item);
            queue.moved(chat, moved);
            listener.moved(chat, moved);
            return;
        }
        switch (failure.kind()) {
            case TOO_MANY -> {
                queue.waiting(item);
                hold(chat, failure);
            }
            case NOT_SENT -> {
                if (!item.unclear()) {
                    queue.waiting(item);
                }
                hold(chat, failure);
            }
            case UNAUTHORIZED -> {
                queue.waiting(item);
                pace.hold(chat, LONGEST_BACK_OFF);
                listener.unauthorized();
            }
            case UNCLEAR, CONFLICT -> hold(chat, failure); // stays as it is: it is looked for before it is sent again
            case REFUSED -> refused(item, failure);
        }
    }

    private void refused(SendingQueue.Item item, BotFailure failure) {
        if (item.html() != null && (failure.says("parse") || failure.says("entit"))) {
            log.warn("Telegram refuses the looks of a message, it goes as plain text: {}", failure.getMessage());
            queue.plain(item);
        } else if (item.place().topic() != null && failure.says("thread not found")) {
            queue.withoutTopic(item);
        } else if (item.edits() != null) {
            queue.withoutEdit(item);
        } else {
            log.warn("Telegram refuses a message to chat {}: {}", item.place().chat(), failure.getMessage());
            queue.failed(item, failure.getMessage());
            listener.failed(item, failure.getMessage());
        }
    }

    private void hold(long chat, BotFailure failure) {
        Duration wait = failure.retryAfter().isZero() ? backOff(chat) : failure.retryAfter();
        log.info("Telegram is not reached ({}); the next try is in {} s.", failure.getMessage(), wait.toSeconds());
        pace.hold(chat, wait);
    }

    private Duration backOff(long chat) {
        int count = failures.merge(chat, 1, Integer::sum);
        return Duration.ofSeconds(Math.min(LONGEST_BACK_OFF.toSeconds(), 1L << Math.min(6, count - 1)));
    }
}
