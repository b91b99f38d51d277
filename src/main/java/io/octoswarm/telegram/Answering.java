package io.octoswarm.telegram;

import io.octoswarm.conversation.Running;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

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
    private final Set<Long> works = ConcurrentHashMap.newKeySet(); // ids of updates
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

    /** Whether an update's message is being answered, or is about to be. */
    boolean works(Updates.Stored update) {
        return works.contains(update.id());
    }

    /** Has a message answered, unless it is being answered already. */
    void take(Turn turn) {
        if (!works.add(turn.update().id())) {
            return;
        }
        try {
            (turn.isCommand() ? commandThread : answers).execute(() -> answer(turn));
        } catch (RejectedExecutionException ending) {
            works.remove(turn.update().id());
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
            settle(turn, "Stopped.");
        } catch (DataAccessException | TransactionException away) {
            log.error("A message cannot be answered while the database is away: {}", turn.purpose(), away);
        } catch (RuntimeException | Error defect) {
            if (!closed) {
                log.error("A message could not be answered: {}", turn.purpose(), defect);
                settle(turn, "I could not answer that; my log says why.");
            }
        } finally {
            works.remove(turn.update().id());
        }
    }

    /** What stands for an answer that there will not be. */
    private void settle(Turn turn, String text) {
        try {
            say(turn, text);
            updates.done(turn.update());
        } catch (DataAccessException | TransactionException away) {
            log.error("Nor can that be said while the database is away: {}", turn.purpose(), away);
        }
    }

    private String think(Turn turn) {
        try (Sign sign = working.begin(turn.message())) {
            return replies.think(turn, sign);
        }
    }

    private void say(Turn turn, String text) {
        working.answer(turn.place(), turn.message().getMessageId(), turn.purpose(), text);
    }
}
