package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ProvenKeyTests {
    private final SettableClock clock = new SettableClock();
    private final Deque<CompletableFuture<Optional<String>>> questions = new ArrayDeque<>();
    private final ProvenKey proven = new ProvenKey(
            () -> {
                questions.add(new CompletableFuture<>());
                return questions.getLast();
            },
            clock::nanoTime);

    @Test
    void thereIsNoKeyBeforeItIsShown() {
        CompletableFuture<String> key = proven.get().toFuture();
        assertThat(key).isNotDone();

        questions.getLast().complete(Optional.of("key"));
        assertThat(key).isCompletedWithValue("key");
    }

    @Test
    void itHasToBeShownAnewAfterASecond() {
        show();
        proven.get().block();
        assertThat(questions).hasSize(1);

        clock.forward(Duration.ofMillis(1001));
        CompletableFuture<String> key = proven.get().toFuture();
        assertThat(key).isNotDone();
        assertThat(questions).hasSize(2);
    }

    @Test
    void itHasToBeShownAnewAfterThePeerWasAway() {
        show();
        proven.forget();

        assertThat(proven.get().toFuture()).isNotDone();
    }

    @Test
    void whoDoesNotShowItGetsNothing() {
        Mono<String> key = proven.get();
        CompletableFuture<String> wanted = key.toFuture();
        questions.getLast().complete(Optional.empty());

        assertThatThrownBy(wanted::join)
                .hasCauseInstanceOf(PeerUnreachable.class)
                .hasMessageContaining("it has not shown that it has our key");
        assertThat(key.toFuture()).as("it is asked again").isNotDone();
    }

    @Test
    void ofManyAtOnceOneAsksAndAllAreAnswered() {
        List<CompletableFuture<String>> all = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> proven.get().toFuture())
                .toList();

        assertThat(questions).hasSize(1);
        questions.getLast().complete(Optional.of("key"));
        assertThat(all).allMatch(key -> "key".equals(key.join()));
    }

    private void show() {
        CompletableFuture<String> key = proven.get().toFuture();
        questions.getLast().complete(Optional.of("key"));
        key.join();
    }
}
