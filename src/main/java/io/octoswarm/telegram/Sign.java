package io.octoswarm.telegram;

import io.octoswarm.agent.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/**
 * The sign that one answer is being made; ends with the answer. A sign that fails is left out: the next one comes in 4 s.
 *
 * <p>The answering thread lets it hear and closes it, whichever thread delegates lets it give way, the timer's types and
 * shows. An edit that is under way when the sign is closed must not come after the answer: the showing thread first tells
 * that it shows and then looks whether it is closed, the closing one the other way round, so that one of them always
 * notices the other. The same holds for what it gives way to.
 */
final class Sign implements AutoCloseable, Agent.Listener {
    private static final Logger log = LoggerFactory.getLogger(Sign.class);
    private static final String NOTHING_YET = "Working on it…";
    private static final int LONGEST_SHOWN = 3_500;

    private final BotApi api;
    private final Outbox outbox;
    private final Pace edits;
    private final Place place;
    private final String purpose;
    private final int question;
    private final StringBuffer heard = new StringBuffer();
    private final List<Runnable> ends = new ArrayList<>();
    private final AtomicInteger givingWay = new AtomicInteger();
    private volatile CompletableFuture<Void> showing = CompletableFuture.completedFuture(null);
    private volatile boolean closed;
    /** There is a better sign than that nothing is there yet. */
    private volatile boolean seen;
    /** What a former process began stands in the chat: a sign would stand below it, and the answer in the sign's place. */
    private volatile boolean resumed;

    private volatile String shown = "";

    /** @param resumed whether a former process said on the way to this answer that somebody is asked */
    Sign(BotApi api, Outbox outbox, Pace edits, Place place, String purpose, int question, boolean resumed) {
        this.api = api;
        this.outbox = outbox;
        this.edits = edits;
        this.place = place;
        this.purpose = purpose;
        this.question = question;
        this.resumed = resumed;
    }

    /** To be done when it ends. */
    void atEnd(Runnable end) {
        ends.add(end);
    }

    @Override
    public void hear(String piece) {
        if (heard.length() < LONGEST_SHOWN) {
            heard.append(heard.isEmpty() ? piece.stripLeading() : piece);
        }
    }

    void type() {
        attempt(() -> api.call(SendChatAction.builder()
                .chatId(place.chat())
                .messageThreadId(place.topic())
                .action("typing")
                .build()));
    }

    /** First says that it works, and then edits that into what was heard so far. */
    void show() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        showing = mine;
        try {
            if (!closed && !resumed && givingWay.get() == 0 && !(seen && heard.isEmpty())) {
                tell(text());
            }
        } catch (RuntimeException broken) {
            log.warn("What an answer says so far cannot be shown: {}", broken.getMessage());
        } finally {
            mine.complete(null);
        }
    }

    private String text() {
        return heard.isEmpty() ? NOTHING_YET : heard.substring(0, Math.min(heard.length(), LONGEST_SHOWN)) + " …";
    }

    private void tell(String text) {
        if (shown.isEmpty()) {
            outbox.say(place, purpose, Plain.escaped(text), question, null);
            shown = text;
        } else if (!shown.equals(text) && edits.pause(place.chat()).isZero()) {
            outbox.receipt(purpose).ifPresent(message -> edit(message, text));
        }
    }

    private void edit(int message, String text) {
        EditMessageText change = EditMessageText.builder()
                .chatId(place.chat())
                .messageId(message)
                .text(text)
                .build();
        attempt(() -> edits.counted(place.chat(), () -> api.call(change)));
        shown = text;
    }

    /** Lets something be said in its place, so that what follows from that stands below; what is heard from then on is shown. */
    void giveWay(Runnable say) {
        givingWay.incrementAndGet();
        try {
            showing.join(); // a call ends within 30 s
            say.run();
            seen = true;
            resumed = false;
            shown = "";
            heard.setLength(0); // shown again, it would stand above the answer of the one who is asked
        } finally {
            givingWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
        closed = true;
        showing.join(); // a call ends within 30 s
    }

    private void attempt(Pace.Call<?> call) {
        try {
            call.make();
        } catch (BotFailure left) {
            edits.hold(place.chat(), left.retryAfter());
            log.debug("A sign of work is left out: {}", left.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
