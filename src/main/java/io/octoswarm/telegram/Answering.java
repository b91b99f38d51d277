package io.octoswarm.telegram;

import io.octoswarm.conversation.Running;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers messages. Each answer goes into the outbox under a purpose made of chat and message, so that it is given once
 * however often it is begun; the update is done only then.
 *
 * <p>Threads: {@code telegram answer}, at most four, so that a slow answer holds up few others; commands have one of
 * their own.
 */
final class Answering implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Answering.class);
    private static final int AT_ONCE = 4;

    private final Updates updates;
    private final Outbox outbox;
    private final Claims claims;
    private final Replies replies;
    private final Working working;
    private final ExecutorService answers =
            Executors.newFixedThreadPool(AT_ONCE, work -> new Thread(work, "telegram answer"));
    private final ExecutorService commandThread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "telegram command"));
    private volatile boolean closed;

    Answering(Updates updates, Outbox outbox, Claims claims, Replies replies, Working working) {
        this.updates = updates;
        this.outbox = outbox;
        this.claims = claims;
        this.replies = replies;
        this.working = working;
    }

    /** What stands for the answer to a message. */
    static String purpose(long chat, long message) {
        return "answer:" + chat + ":" + message;
    }

    /** Has a message answered. */
    void take(Turn turn) {
        try {
            (turn.isCommand() ? commandThread : answers).execute(() -> answer(turn));
        } catch (RejectedExecutionException ending) {
            log.debug("It is answered after the next start.");
        }
    }

    @Override
    public void close() {
        closed = true;
        answers.shutdownNow();
        commandThread.shutdownNow();
        working.close();
    }

    private void answer(Turn turn) {
        try {
            if (!outbox.known(turn.purpose()) && (!turn.everybody() || claims.isMine(turn))) {
                String text = turn.isCommand() ? replies.obey(turn) : think(turn);
                if (closed) {
                    return; // cut off by our end: it is begun anew after the next start
                }
                say(turn, text);
            }
            updates.done(turn.update());
        } catch (Running.Stopped stopped) {
            say(turn, "Stopped.");
            updates.done(turn.update());
        } catch (RuntimeException defect) {
            if (!closed) {
                log.error("A message could not be answered: {}", turn.purpose(), defect);
                say(turn, "I could not answer that; my log says why.");
                updates.done(turn.update());
            }
        }
    }

    private String think(Turn turn) {
        try (Sign sign = working.begin(turn.message())) {
            return replies.think(turn, sign);
        }
    }

    private void say(Turn turn, String text) {
        outbox.say(turn.place(), turn.purpose(), text, turn.message().getMessageId(), working.purpose(turn.message()));
    }
}
