package io.octoswarm.agent.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request and its streamed answer. Thread-safe; the calling thread waits, and an interrupt ends it. */
final class Exchange {
    /** Between two pieces of an answer that has begun; the first one may take as long as the deadline allows. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(120);

    private static final Duration TIME_FOR_THE_TOKENS = Duration.ofSeconds(3);
    private static final Duration TIME_FOR_AN_ERROR = Duration.ofSeconds(5);
    private static final int LONGEST_ERROR = 20_000;
    private static final String DONE = "[DONE]";
    private static final Duration TIME_FOR_A_DESCRIPTION = Duration.ofSeconds(10);
    private static final int LONGEST_DESCRIPTION = 1_000_000;

    private final HttpClient http;
    private final WireFormat format;
    private final Server server;
    private final Clock clock;

    Exchange(HttpClient http, WireFormat format, Server server, Clock clock) {
        this.http = http;
        this.format = format;
        this.server = server;
        this.clock = clock;
    }

    /**
     * The whole answer; its pieces of text go to the consumer as they come.
     *
     * @throws ModelFailure when there is none
     */
    Reply run(ObjectNode request, Instant deadline, Consumer<String> pieces) {
        Duration left = left(deadline);
        try {
            Optional<URI> show = format.show(request);
            if (show.isPresent() && !seesPictures(show.get(), left)) {
                throw server.blind();
            }
            HttpResponse<Lines> response = http.send(post(format.endpoint(), request, left), info -> new Lines());
            try (Lines lines = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(response, lines);
                }
                return isWhole(response) ? readWhole(lines, deadline, pieces) : read(lines, deadline, pieces);
            }
        } catch (HttpConnectTimeoutException slow) {
            throw server.unreachable("it does not answer");
        } catch (HttpTimeoutException | TimeoutException late) {
            throw server.timedOut(left);
        } catch (IllegalArgumentException unusable) { // its message may hold the key
            throw server.unreachable("what is set for it cannot be sent: a key or an address with characters that HTTP"
                    + " does not allow");
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ModelFailure(ModelFailure.Kind.INTERRUPTED, "The answer was stopped.");
        }
    }

    private static boolean isWhole(HttpResponse<Lines> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    /** Servers that tell nothing of it are taken to have told so. */
    private boolean seesPictures(URI show, Duration left) throws IOException, InterruptedException {
        ObjectNode question = Json.object().put("model", server.model());
        HttpResponse<Lines> response = http.send(post(show, question, left), info -> new Lines());
        try (Lines lines = response.body()) {
            JsonNode told = Json.read(lines.rest(LONGEST_DESCRIPTION, TIME_FOR_A_DESCRIPTION))
                    .path("capabilities");
            return !told.isArray()
                    || told.valueStream().anyMatch(one -> one.asString("").equals("vision"));
        } catch (TimeoutException silent) {
            return true;
        }
    }

    private Reply read(Lines lines, Instant deadline, Consumer<String> pieces)
            throws TimeoutException, InterruptedException {
        Reply reply = format.reply();
        Thoughts spoken = new Thoughts(pieces);
        try {
            String data = data(lines.next(left(deadline)));
            while (data != null && !data.equals(DONE) && !reply.isOver()) {
                take(data, reply, spoken);
                data = reply.isOver() ? null : data(lines.next(silence(deadline, reply)));
            }
            if (DONE.equals(data) && !reply.isFinished() && reply.hasSomething()) {
                reply.finished("stop"); // some servers say no more than that
            }
        } catch (IOException | TimeoutException stopped) {
            if (!reply.isFinished() && stopped instanceof TimeoutException late) {
                throw late;
            }
        }
        if (!reply.isFinished()) {
            throw server.cutOff();
        }
        if (reply.isDeclined()) {
            throw server.declined();
        }
        spoken.end();
        return reply;
    }

    /** Some servers know no streams, and answer with the whole at once. */
    private Reply readWhole(Lines lines, Instant deadline, Consumer<String> pieces)
            throws IOException, TimeoutException, InterruptedException {
        Reply reply = format.reply();
        Thoughts spoken = new Thoughts(pieces);
        take(lines.rest(Integer.MAX_VALUE, left(deadline)), reply, spoken);
        if (!reply.isFinished()) {
            throw server.unreadable();
        }
        spoken.end();
        return reply;
    }

    /** What a line holds, for which the events' names are not needed; empty: nothing. A line that is an object is one of Ollama's. */
    private static @Nullable String data(@Nullable String line) {
        if (line == null || line.startsWith("{")) {
            return line;
        }
        return line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
    }

    private void take(String data, Reply reply, Thoughts spoken) {
        if (data.isEmpty()) {
            return;
        }
        JsonNode event = Json.read(data);
        if (!event.isObject()) {
            throw server.unreadable();
        }
        if (!event.path("error").isMissingNode() && !event.path("error").isNull()) {
            throw server.broken(event);
        }
        String piece = reply.take(event);
        if (!piece.isEmpty()) {
            reply.heard();
            spoken.accept(piece);
        }
    }

    private ModelFailure refused(HttpResponse<Lines> response, Lines lines) throws InterruptedException {
        String body;
        try {
            body = lines.rest(LONGEST_ERROR, TIME_FOR_AN_ERROR);
        } catch (IOException | TimeoutException silent) {
            body = "";
        }
        @Nullable Duration wait = RetryAfter.of(response.headers(), clock.instant());
        return server.refused(response.statusCode(), Json.read(body), wait);
    }

    private ModelFailure unreachable(IOException failure) {
        if (failure instanceof SSLException) {
            return server.unreachable("its certificate is not trusted, or it speaks no TLS");
        }
        if (failure instanceof ConnectException) {
            boolean unknown = failure.getCause() instanceof UnresolvedAddressException
                    || failure.getCause() instanceof UnknownHostException;
            return server.unreachable(unknown ? "its name is not known" : "connection refused");
        }
        return server.cutOff();
    }

    private HttpRequest post(URI to, ObjectNode request, Duration left) {
        HttpRequest.Builder post = HttpRequest.newBuilder(to)
                .timeout(left)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/x-ndjson, application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
        format.headers().forEach(post::header);
        return post.build();
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw server.timedOut(Duration.ZERO);
        }
        return left;
    }

    /** Behind the end of an answer come its tokens at the most. */
    private Duration silence(Instant deadline, Reply reply) {
        Duration left = left(deadline);
        Duration longest = reply.isFinished() ? TIME_FOR_THE_TOKENS : LONGEST_SILENCE;
        return left.compareTo(longest) < 0 ? left : longest;
    }
}
