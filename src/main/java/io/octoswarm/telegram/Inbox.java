package io.octoswarm.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Looks at each stored update once: what was said goes into the transcript, and what this Octo is to answer is handed
 * on. An update leaves only when it is dealt with, so that after a crash it is looked at again; what is said for it is
 * said once, whatever happens.
 *
 * <p>Thread: {@code telegram inbox}, a single one, so that messages are recorded in their order.
 */
final class Inbox implements Polling.Inlet, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST_TRIES = 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TAKINGS = Duration.ofSeconds(30); // each may cost a model's answer

    private final Updates updates;
    private final Arrivals arrivals;
    private final Listening listening;
    private final Answering answering;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "telegram inbox"));
    private long failing; // touched by the inbox's thread alone, and before that runs
    private int tries;
    private final AtomicBoolean woken = new AtomicBoolean(); // many updates at once wake it only once

    Inbox(Updates updates, Arrivals arrivals, Listening listening, Answering answering) {
        this.updates = updates;
        this.arrivals = arrivals;
        this.listening = listening;
        this.answering = answering;
    }

    /** What a former process left goes first. */
    void start() {
        takeUp();
        wake();
        repeat(this::lookAround, BETWEEN_LOOKS);
        repeat(guarded(this::takeUp), BETWEEN_TAKINGS);
    }

    private void repeat(Runnable work, Duration between) {
        thread.scheduleWithFixedDelay(work, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is to be answered and nobody works on: left by a former process, or by a database that was away. */
    private void takeUp() {
        List<Updates.Stored> open = updates.mine(0);
        while (!open.isEmpty()) {
            open.stream().filter(update -> !answering.works(update)).forEach(update -> look(update, this::stillMine));
            open = updates.mine(open.get(open.size() - 1).id());
        }
    }

    /** Others may have answered meanwhile what was addressed to nobody; {@link Claims} tell. */
    private Listening.Decision stillMine(Message message, Instant arrived) {
        Listening.Decision now = listening.again(message, arrived);
        return new Listening.Decision(Listening.Fate.MINE, now.everybody(), now.standsIn());
    }

    @Override
    public long offset() {
        return updates.offset();
    }

    @Override
    public void take(RawUpdates.Batch batch) {
        if (!batch.isEmpty()) {
            updates.keep(batch);
            wake();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(guarded(this::drain));
            } catch (RejectedExecutionException ending) {
                log.debug("No updates are looked at any more: this Octo ends.");
            }
        }
    }

    private void drain() {
        woken.set(false); // first: an update from here on wakes us again
        Optional<Updates.Stored> next = updates.next();
        while (next.isPresent() && !Thread.currentThread().isInterrupted()) {
            Updates.Stored update = next.get();
            look(update, arrivals::decide);
            next = updates.next();
        }
    }

    /** What an earlier look could not deal with, because the database was away; then what is held. */
    private void lookAround() {
        guarded(this::drain).run();
        guarded(this::lookAtHeld).run();
    }

    /** Messages for a supervisor that is away may become ours, or it comes back and answers them. */
    private void lookAtHeld() {
        List<Updates.Stored> held = updates.held(0);
        while (!held.isEmpty()) {
            held.forEach(update -> look(update, listening::again));
            held = updates.held(held.get(held.size() - 1).id());
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException broken) {
                log.error("Telegram's updates cannot be dealt with now; they stay where they are.", broken);
            }
        };
    }

    /** One that fails for good must not hold up all that come later; where nothing can be written, this fails as well. */
    private void leaveOutInTheEnd(Updates.Stored stored) {
        tries = stored.id() == failing ? tries + 1 : 1;
        failing = stored.id();
        if (tries > MOST_TRIES) {
            updates.done(stored);
        }
    }

    private interface Decider {
        Listening.Decision decide(Message message, Instant arrived);
    }

    /** Whatever an update does, the next one is looked at. */
    private void look(Updates.Stored stored, Decider decider) {
        try {
            Update update = Reading.update(stored.json());
            Message message = update.getMessage();
            if (message == null) {
                arrivals.other(update);
                updates.done(stored);
                return;
            }
            Listening.Decision decision = decider.decide(message, stored.receivedAt());
            switch (decision.fate()) {
                case NOT_MINE -> updates.done(stored);
                case HELD -> updates.held(stored);
                case MINE -> {
                    updates.mine(stored);
                    answering.take(new Turn(stored, message, decision.everybody(), decision.standsIn()));
                }
            }
        } catch (JsonProcessingException unreadable) {
            log.warn("An update of Telegram cannot be read and is left out: {}", stored.id());
            updates.done(stored);
        } catch (DataAccessException | TransactionException away) {
            leaveOutInTheEnd(stored);
            throw away; // the update stays as it is
        } catch (RuntimeException defect) {
            log.error("An update of Telegram could not be dealt with and is left out: {}", stored.id(), defect);
            updates.done(stored);
        }
    }
}
