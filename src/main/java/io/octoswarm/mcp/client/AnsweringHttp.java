package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.HttpHeaders;
import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.PeerUnreachable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tells of each JSON-RPC request when its HTTP answer is over, whatever was in it. */
final class AnsweringHttp extends ForwardingHttp {
    /** Holds the request's id on the way here, and is taken off. */
    static final String ID = "octo-request-id";

    /** Hears that nothing more comes for a request. */
    interface Listener {
        /** @param why in words that follow the server's name */
        void over(String id, String why);
    }

    private volatile Listener listener = (id, why) -> {};
    private volatile @Nullable String revision;

    AnsweringHttp(HttpClient client) {
        super(client);
    }

    void tell(Listener hears) {
        listener = hears;
    }

    /** The revision of MCP that was agreed on; null: none yet. */
    void agreed(@Nullable String onThis) {
        revision = onThis;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest marked, HttpResponse.BodyHandler<T> responseBodyHandler) {
        if (!marked.method().equals("POST")) {
            return super.sendAsync(inItsRevision(marked), responseBodyHandler);
        }
        String id = marked.headers().firstValue(ID).orElse(null);
        if (id == null) {
            return super.sendAsync(marked, responseBodyHandler);
        }
        HttpRequest request = HttpRequest.newBuilder(marked, (name, value) -> !name.equalsIgnoreCase(ID))
                .build();
        return super.sendAsync(
                request,
                info -> isUnderstood(info.statusCode())
                        ? new Watched<>(responseBodyHandler.apply(info), id)
                        : refused(info.statusCode()));
    }

    /**
     * The SDK listens as soon as it has a session, before it knows which revision was agreed on, and then claims the newest
     * one, which older servers refuse. Without the header they take the one that they gave the session for (MCP 2025-11-25,
     * Transports, "Protocol Version Header").
     */
    private HttpRequest inItsRevision(HttpRequest request) {
        HttpRequest.Builder told =
                HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(HttpHeaders.PROTOCOL_VERSION));
        String agreed = revision;
        if (agreed != null) {
            told.setHeader(HttpHeaders.PROTOCOL_VERSION, agreed);
        }
        return told.build();
    }

    /** The transport tells of these what is to be done; of others no more than that something failed. */
    private static boolean isUnderstood(int status) {
        return status >= 200 && status < 300 || List.of(400, 401, 403, 404, 405).contains(status);
    }

    /** As of a proxy whose own server is down. */
    private static <T> HttpResponse.BodySubscriber<T> refused(int status) {
        return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.discarding(), nothing -> {
            throw new PeerUnreachable("it answers with HTTP status " + status, PeerUnreachable.Stage.BROKEN_OFF);
        });
    }

    /** The body as it is, whose end is told. That there is none, the transport tells itself. */
    private final class Watched<T> extends ForwardingBody<T> {
        private final String id;

        Watched(HttpResponse.BodySubscriber<T> body, String id) {
            super(body);
            this.id = id;
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            listener.over(id, FailureReason.of(failure));
        }

        @Override
        public void onComplete() {
            super.onComplete();
            listener.over(id, "it ended its answer without a result");
        }
    }
}
