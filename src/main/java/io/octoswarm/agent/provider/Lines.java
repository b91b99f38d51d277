package io.octoswarm.agent.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a response, as they come. The HTTP client's threads put in, one thread takes out, and it waits no longer
 * than it wants: neither the JDK's streams nor its readers know a time limit. No more is asked of the connection than was
 * taken.
 */
final class Lines implements HttpResponse.BodySubscriber<Lines>, AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> connection = new CompletableFuture<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] chunk = END;
    private int position;
    private int bytes;
    private volatile @Nullable Throwable failure;

    @Override
    public CompletionStage<Lines> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        connection.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            joined.writeBytes(part);
        }
        if (joined.size() > 0) {
            chunks.add(joined.toByteArray());
        } else {
            connection.thenAccept(subscription -> subscription.request(1));
        }
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        chunks.add(END);
    }

    @Override
    public void onComplete() {
        chunks.add(END);
    }

    /**
     * The next line without its end; null: there are no more.
     *
     * @throws IOException when the connection was cut, or more than 16 MiB came
     * @throws TimeoutException when nothing came within the limit
     */
    @Nullable
    String next(Duration limit) throws IOException, TimeoutException, InterruptedException {
        while (true) {
            while (position < chunk.length) {
                byte next = chunk[position++];
                if (next == '\n') {
                    return takeLine();
                }
                line.write(next);
            }
            if (!more(limit)) {
                return line.size() == 0 ? null : takeLine();
            }
        }
    }

    /** At most so many characters of what is left, for a look at an error. */
    String rest(int most, Duration limit) throws IOException, TimeoutException, InterruptedException {
        StringBuilder rest = new StringBuilder();
        for (String next = next(limit); next != null && rest.length() < most; next = next(limit)) {
            rest.append(next).append('\n');
        }
        return rest.substring(0, Math.min(most, rest.length()));
    }

    private boolean more(Duration limit) throws IOException, TimeoutException, InterruptedException {
        byte[] next = chunks.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new TimeoutException();
        }
        if (next == END) {
            chunks.add(END); // for whoever asks again
            Throwable cause = failure;
            if (cause != null) {
                throw new IOException("The connection was cut", cause);
            }
            return false;
        }
        chunk = next;
        position = 0;
        bytes += next.length;
        if (bytes > MOST_BYTES) {
            throw new IOException("More than " + MOST_BYTES + " bytes came");
        }
        connection.thenAccept(subscription -> subscription.request(1));
        return true;
    }

    private String takeLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Ends the connection where it is not at its end. */
    @Override
    public void close() {
        connection.thenAccept(Flow.Subscription::cancel);
    }
}
