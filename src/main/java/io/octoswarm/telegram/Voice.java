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
    /** What is made of an answer is to stand below it. */
    private static final Duration PATIENCE_FOR_ANSWER = Duration.ofSeconds(30);

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
     * @return empty: it is not said yet, and may be later
     */
    Optional<Integer> sayNow(Place place, String purpose, String markdown) {
        Outbox box = outbox;
        return box == null
                ? Optional.empty()
                : receipt(box, purpose, PATIENCE, () -> box.say(place, purpose, markdown, null, null));
    }

    /**
     * Says the answer to a message now, in the place of its sign of work; waits 30 s at most.
     *
     * @param left how long is left for that
     * @return empty: it is not said yet, and may be later
     */
    Optional<Integer> answerNow(Place place, int question, String purpose, String markdown, Duration left) {
        Outbox box = outbox;
        Working work = working;
        return box == null || work == null
                ? Optional.empty()
                : receipt(
                        box,
                        purpose,
                        least(left, PATIENCE_FOR_ANSWER),
                        () -> work.answer(place, question, purpose, markdown));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Several may wait for one receipt. */
    private Optional<Integer> receipt(Outbox box, String purpose, Duration patience, Runnable say) {
        CompletableFuture<Integer> receipt = receipts.computeIfAbsent(purpose, unused -> new CompletableFuture<>());
        try {
            say.run();
            box.receipt(purpose).ifPresent(receipt::complete); // it was said before a crash, or by another thread
            return Optional.of(receipt.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException late) {
            return box.receipt(purpose);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            receipts.remove(purpose, receipt);
        }
    }

    /** Takes back what was not begun to be sent. False: it is being said, or was. */
    boolean drop(String purpose) {
        Outbox box = outbox;
        return box == null || box.drop(purpose);
    }

    /** Something was sent; somebody may wait for that. */
    void sent(String purpose, int message) {
        CompletableFuture<Integer> receipt = receipts.get(purpose);
        if (receipt != null) {
            receipt.complete(message);
        }
    }
}
