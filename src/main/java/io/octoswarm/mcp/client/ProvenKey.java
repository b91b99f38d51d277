package io.octoswarm.mcp.client;

import io.octoswarm.peer.PeerUnreachable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The key for a peer that was found on the network: given out only when the peer has shown within the last second that it
 * has it, as another host may have taken its address since. Thread-safe; of several that want it at once, one asks the peer (the
 * compare-and-set decides which) and all get that answer.
 */
final class ProvenKey {
    private static final long FRESH_NANOS = 1_000_000_000;

    private record Shown(long askedAt, CompletableFuture<String> key) {}

    private final Supplier<CompletableFuture<Optional<String>>> challenge;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Shown> last = new AtomicReference<>();

    ProvenKey(Supplier<CompletableFuture<Optional<String>>> challenge, LongSupplier nanoTime) {
        this.challenge = challenge;
        this.nanoTime = nanoTime;
    }

    /** Fails with {@link PeerUnreachable} when the peer does not show it. */
    Mono<String> get() {
        return Mono.defer(() -> Mono.fromFuture(shown(), true));
    }

    /** The next one who wants it has the peer show it anew. */
    void forget() {
        last.set(null);
    }

    private CompletableFuture<String> shown() {
        Shown before = last.get();
        long now = nanoTime.getAsLong(); // a clock that is set back must not keep it fresh
        if (before != null && !before.key().isCompletedExceptionally() && now - before.askedAt() < FRESH_NANOS) {
            return before.key();
        }
        Shown fresh = new Shown(now, new CompletableFuture<>());
        if (!last.compareAndSet(before, fresh)) {
            return shown();
        }
        challenge.get().whenComplete((key, failure) -> {
            if (failure != null) {
                fresh.key().completeExceptionally(cause(failure));
            } else if (key.isEmpty()) {
                fresh.key().completeExceptionally(new PeerUnreachable("it has not shown that it has our key"));
            } else {
                fresh.key().complete(key.get());
            }
        });
        return fresh.key();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
