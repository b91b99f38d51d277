package io.octoswarm.mcp.client;

import io.octoswarm.peer.FailureReason;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * Tells when a server's stream of events is over or was never there. The SDK's transport keeps that to itself: whoever
 * greets or asks the server then waits for nothing, for as long as may be.
 */
final class EventStreamHttp extends ForwardingHttp {
    private final String refusal;
    private final CompletableFuture<String> broken = new CompletableFuture<>();

    /** @param refusal what it means that the server asks for other credentials, for people */
    EventStreamHttp(HttpClient client, String refusal) {
        super(client);
        this.refusal = refusal;
    }

    /** Completed when no event will come any more, with the reason in words that follow the server's name. */
    CompletableFuture<String> broken() {
        return broken;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        if (!request.method().equals("GET")) { // what is sent goes by POST
            return super.sendAsync(request, responseBodyHandler);
        }
        return super.sendAsync(request, info -> {
                    look(info);
                    return new Watched<>(responseBodyHandler.apply(info));
                })
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        broken.complete(FailureReason.of(failure));
                    }
                });
    }

    private void look(HttpResponse.ResponseInfo info) {
        int status = info.statusCode();
        if (status == 401 || status == 403) {
            broken.complete(refusal);
        } else if (status != 200) {
            broken.complete("its URL answers with HTTP status " + status);
        } else if (!info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
            broken.complete("its URL is no stream of events");
        }
    }

    /** The body as it is, whose end is told. */
    private final class Watched<T> extends ForwardingBody<T> {
        Watched(HttpResponse.BodySubscriber<T> body) {
            super(body);
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            broken.complete(FailureReason.of(failure));
        }

        @Override
        public void onComplete() {
            super.onComplete();
            broken.complete("it ended its stream of events");
        }
    }
}
