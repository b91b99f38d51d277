package io.octoswarm.discovery;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.peer.Peer;
import io.octoswarm.security.Challenge;
import io.octoswarm.security.SecuritySettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The first words with somebody who was found: who is there at all, and who has our key. Sends no key. Thread-safe. */
@Component
class Introduction {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What came of it. */
    enum Result {
        /** It has shown that it has our key. */
        PROVEN,
        /** An Octo answers; it has not shown our key, or we have none. */
        ANSWERS,
        /** Nobody answers, or somebody with another certificate than was announced. */
        SILENT
    }

    private final HttpClient http;
    private final Challenge challenge;
    private final boolean key;

    Introduction(@Qualifier("strangers") HttpClient http, Challenge challenge, SecuritySettings security) {
        this.http = http;
        this.challenge = challenge;
        this.key = !security.keys().isEmpty();
    }

    /** Whether peers have to show a key here. */
    boolean needsKey() {
        return key;
    }

    /** Completes, never exceptionally, within 2 s or a moment later. */
    CompletableFuture<Result> with(Peer peer) {
        return (key ? proof(peer) : health(peer)).exceptionally(failure -> Result.SILENT);
    }

    private CompletableFuture<Result> proof(Peer peer) {
        return challenge
                .put(peer.name(), peer.url(), peer.fingerprint())
                .thenApply(shown -> shown.isPresent() ? Result.PROVEN : Result.ANSWERS);
    }

    private CompletableFuture<Result> health(Peer peer) {
        HttpRequest request = HttpRequest.newBuilder(peer.url().resolve("/health"))
                .timeout(LIMIT)
                .build();
        return http.sendAsync(request, info -> HttpResponse.BodySubscribers.replacing(info.statusCode()))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(response -> response.statusCode() == 200
                                && Fingerprint.of(response).equals(Optional.ofNullable(peer.fingerprint()))
                        ? Result.ANSWERS
                        : Result.SILENT);
    }
}
