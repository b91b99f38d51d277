package io.octoswarm.mcp.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client for all peers: each client of the JDK keeps threads of its own for good. Follows a redirect only
 * within the same scheme, host and port, once, and only with the method kept (307, 308: Python servers answer so to one
 * of <code>/mcp</code> and <code>/mcp/</code>); to another host neither the question nor the key must go. The timeout of a
 * request is one of its answer's body, too.
 */
final class PeerHttp extends ForwardingHttp {
    private final Supplier<HttpClient> maker;

    private PeerHttp(Supplier<HttpClient> maker) {
        super(maker.get());
        this.maker = maker;
    }

    /** For those who are no peers, or have no fingerprint: with Java's own rules for certificates. */
    static PeerHttp create() {
        return trusting(new PeerTrust((host, port) -> Optional.empty()));
    }

    static PeerHttp trusting(PeerTrust trust) {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host"); // for unscoped(); read by the first client
        return new PeerHttp(() -> HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(2))
                .sslContext(trust.context())
                .build());
    }

    /**
     * A certificate that was right is so no more: what was connected with it, and what TLS would resume without looking at
     * one, is used for no further request. The JDK ends the former client when nothing is under way there.
     */
    void renew() {
        forwardTo(maker.get());
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest asked, HttpResponse.BodyHandler<T> responseBodyHandler) {
        HttpRequest request = unscoped(asked);
        return super.sendAsync(request, timed(withoutRedirects(request.uri(), responseBodyHandler), request))
                .thenCompose(response -> {
                    URI target = target(request.uri(), response.statusCode(), response.headers());
                    return target == null
                            ? CompletableFuture.completedFuture(response)
                            : super.sendAsync(moved(request, target), timed(responseBodyHandler, request));
                });
    }

    /** The timeout of a request is one of its answer's body, too. */
    private static <T> HttpResponse.BodyHandler<T> timed(HttpResponse.BodyHandler<T> handler, HttpRequest request) {
        return TimedBody.handler(handler, request.timeout());
    }

    /**
     * The interface that belongs to a link-local address is nobody else's business (RFC 4007 section 11.2), and servers
     * refuse a Host with it; the JDK's client sends it all the same.
     */
    private static HttpRequest unscoped(HttpRequest request) {
        String authority = request.uri().getRawAuthority();
        return authority == null || !authority.contains("%")
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .setHeader("Host", authority.replaceFirst("%[^]]*", ""))
                        .build();
    }

    /** A caller that reads the body as it comes must not see the redirect's own. */
    private static <T> HttpResponse.BodyHandler<T> withoutRedirects(URI uri, HttpResponse.BodyHandler<T> handler) {
        return info -> target(uri, info.statusCode(), info.headers()) == null
                ? handler.apply(info)
                : HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.discarding(), PeerHttp::nothing);
    }

    private static <T> @Nullable T nothing(@Nullable Void discarded) {
        return null;
    }

    private static @Nullable URI target(URI from, int status, java.net.http.HttpHeaders headers) {
        String location = headers.firstValue("Location").orElse(null);
        if ((status != 307 && status != 308) || location == null) {
            return null;
        }
        try {
            URI target = from.resolve(location);
            return sameOrigin(from, target) ? target : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getAuthority().equalsIgnoreCase(other.getAuthority());
    }

    private static HttpRequest moved(HttpRequest request, URI target) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(target)
                .build();
    }
}
