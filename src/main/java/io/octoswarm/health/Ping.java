package io.octoswarm.health;

import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.PeerUnreachable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One look at a peer: <code>/health</code>, which is cheap, and get_info where more is wanted or where the peer has no
 * such page (any MCP server can be a peer).
 */
final class Ping {
    /** A peer that takes longer than this for a sign of life is as good as gone. */
    private static final Duration LIMIT = Duration.ofMillis(1200);
    /** To tell of itself it may take longer, above all the first time. */
    private static final Duration LIMIT_FOR_INFO = Duration.ofSeconds(2);

    private final HttpClient http;
    private final PeerProbe probe;
    private final Predicate<String> isMe;

    /** @param isMe whether a name is this Octo's own */
    Ping(HttpClient http, PeerProbe probe, Predicate<String> isMe) {
        this.http = http;
        this.probe = probe;
        this.isMe = isMe;
    }

    /** Completes with what the peer told, if it was asked; exceptionally with {@link PeerUnreachable}. */
    CompletableFuture<Optional<PeerInfo>> send(Peer peer, boolean withInfo) {
        HttpRequest request = HttpRequest.newBuilder(peer.url().resolve("/health"))
                .timeout(LIMIT)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS) // the request's own ends with the headers
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new PeerUnreachable(FailureReason.of(failure));
                    }
                    return response.statusCode() == 200;
                })
                .thenCompose(healthy -> healthy && !withInfo
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : probe.info(peer, LIMIT_FOR_INFO).thenApply(this::another));
    }

    /** Another host name may lead back here, where no URL shows it. */
    private Optional<PeerInfo> another(PeerInfo info) {
        if (isMe.test(info.name())) {
            throw new PeerUnreachable("it is this Octo itself, or has its name; each needs a name of its own");
        }
        return Optional.of(info);
    }
}
