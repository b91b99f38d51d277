package io.octoswarm.mcp.client;

import io.octoswarm.peer.FailureReason;
import io.octoswarm.peer.PeerUnreachable;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

    AnsweringHttp(HttpClient client) {
        super(client);
    }

    void tell(Listener hears) {
        listener = hears;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest marked, HttpResponse.BodyHandler<T> responseBodyHandler) {
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
