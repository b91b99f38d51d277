package io.octoswarm.telegram;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says something and waits until it stands in the chat. Thread-safe. */
@Component
class Voice {
    /** At a message a second, two take about so long; a crowded group takes longer, and is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Map<String, CompletableFuture<Integer>> receipts = new ConcurrentHashMap<>();
    private volatile @Nullable Outbox outbox;
    private volatile @Nullable Working working;

    void open(Outbox outbox, Working working) {
        this.outbox = outbox;
        this.working = working;
    }

    /** Says it some time; see {@link Outbox#say}. Nothing before the bot is known. */
    void say(Place place, String purpose, String markdown) {
        Outbox box = outbox;
        if (box != null) {
            box.say(place, purpose, markdown, null, null);
        }
    }

    /** The same on the way to an answer; see {@link Working#sayMeanwhile}. */
    void sayMeanwhile(Place place, String question, String purpose, String markdown) {
        Working work = working;
        if (work != null) {
            work.sayMeanwhile(place, question, purpose, markdown);
        }
    }

    /**
     * Says it now, 8 s at most; its id.
     *
     * @param replyTo the message that it answers; null: none
     * @return empty: it is not said yet, and may be later
     */
    Optional<Integer> sayNow(Place place, String purpose, String markdown, @Nullable Integer replyTo) {
        Outbox box = outbox;
        if (box == null) {
            return Optional.empty();
        }
        CompletableFuture<Integer> receipt = new CompletableFuture<>();
        receipts.put(purpose, receipt);
        try {
            box.say(place, purpose, markdown, replyTo, null);
            box.receipt(purpose).ifPresent(receipt::complete); // it was said before a crash
            return Optional.of(receipt.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException late) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            receipts.remove(purpose);
        }
    }

    /** Takes back what was not said. */
    void drop(String purpose) {
        Outbox box = outbox;
        if (box != null) {
            box.drop(purpose);
        }
    }

    /** Something was sent; somebody may wait for that. */
    void sent(String purpose, int message) {
        CompletableFuture<Integer> receipt = receipts.get(purpose);
        if (receipt != null) {
            receipt.complete(message);
        }
    }
}
