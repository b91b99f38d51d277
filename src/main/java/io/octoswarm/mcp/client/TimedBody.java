package io.octoswarm.mcp.client;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A body that has to come to its end in time, else its connection is closed. The JDK's own timeout ends with the headers,
 * so that whoever answers with a body without an end would hold a connection for each question.
 */
final class TimedBody<T> extends ForwardingBody<T> {
    private final CompletableFuture<T> whole = new CompletableFuture<>(); // the JDK's own kind knows no timeout
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>(); // some have a body before that
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private TimedBody(HttpResponse.BodySubscriber<T> body, Duration limit) {
        super(body);
        body.getBody().whenComplete((read, failure) -> {
            if (failure == null) {
                whole.complete(read);
            } else {
                whole.completeExceptionally(failure);
            }
        });
        ended.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            whole.completeExceptionally(late);
            onError(late);
            subscription.thenAccept(Flow.Subscription::cancel); // last: a JDK may tell of that as a failure of its own
            return null;
        });
    }

    /** @param limit from the headers on; empty: however long it takes, as of a stream of events */
    static <T> HttpResponse.BodyHandler<T> handler(HttpResponse.BodyHandler<T> handler, Optional<Duration> limit) {
        return limit.<HttpResponse.BodyHandler<T>>map(most -> info -> new TimedBody<>(handler.apply(info), most))
                .orElse(handler);
    }

    @Override
    public CompletionStage<T> getBody() {
        return whole;
    }

    /** After the time is over nothing more is passed on. */
    @Override
    public void onNext(List<ByteBuffer> part) {
        if (!over.get()) {
            super.onNext(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            super.onError(failure);
            ended.complete(null);
        }
    }

    @Override
    public void onComplete() {
        if (over.compareAndSet(false, true)) {
            super.onComplete();
            ended.complete(null);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription.complete(begun);
        super.onSubscribe(begun);
    }
}
