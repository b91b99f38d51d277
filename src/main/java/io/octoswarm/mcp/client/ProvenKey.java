package io.octoswarm.mcp.client;

import io.octoswarm.peer.PeerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The key for a peer that was found on the network: given out only when the peer has shown within the last second that it
 * has it, as another host may have taken its address since. Thread-safe; of several that want it at once, one asks the peer (the
 * compare-and-set decides which) and all get that answer.
 */
final class ProvenKey {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Shown(Instant askedAt, CompletableFuture<String> key) {}

    private final Supplier<CompletableFuture<Optional<String>>> challenge;
    private final Clock clock;
    private final AtomicReference<@Nullable Shown> last = new AtomicReference<>();

    ProvenKey(Supplier<CompletableFuture<Optional<String>>> challenge, Clock clock) {
        this.challenge = challenge;
        this.clock = clock;
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
        Instant now = clock.instant();
        if (before != null
                && !before.key().isCompletedExceptionally()
                && before.askedAt().plus(FRESH).isAfter(now)) {
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
