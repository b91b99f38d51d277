package io.octoswarm.console;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with an Octo of this machine over its API. By the JDK's oldest HTTP client: the newer one takes a third of a
 * second to get ready, most of what a command takes.
 */
final class OctoClient {
    private static final int MILLIS_TO_CONNECT = 5_000;
    private static final int MILLIS_TO_ANSWER = 310_000; // an ask ends after 300 s by itself

    /** How the server answers who does not speak TLS. */
    private static final String TLS_NEEDED = "requires TLS.";

    /** An answer; done: it is not a refusal. */
    record Answer(boolean done, String text) {}

    private final String address;
    private final Optional<String> key;
    private final @Nullable LocalTrust trust;

    /** @param certificate a file with the certificate that the Octo shows; where there is none, it serves without TLS */
    OctoClient(int port, Optional<String> key, Path certificate) {
        this.trust = Files.exists(certificate) ? new LocalTrust(certificate) : null;
        this.address = (trust == null ? "http" : "https") + "://localhost:" + port;
        this.key = key;
    }

    String address() {
        return address;
    }

    Answer command(String line) throws IOException {
        return post("/api/command", line);
    }

    Answer ask(String question) throws IOException {
        return post("/api/messages", question);
    }

    /** As {@link #ask(String)}; what can be told of the answer before it is whole goes to the listener, piece by piece. */
    Answer ask(String question, Consumer<String> listener) throws IOException {
        HttpURLConnection connection = send("/api/ask", question, "text/event-stream");
        if (status(connection) != 200) {
            return answer(connection);
        }
        requireType(connection, "text/event-stream");
        try (EventStream events = new EventStream(connection.getInputStream())) {
            for (Optional<EventStream.Event> next = events.next(); next.isPresent(); next = events.next()) {
                EventStream.Event event = next.get();
                if (!event.name().equals("text")) {
                    return new Answer(event.name().equals("answer"), event.text());
                }
                listener.accept(event.text());
            }
            throw new EOFException("The answer was cut off");
        }
    }

    /** A result of background work that was not shown yet, and its task. */
    record Result(String task, String text) {}

    /** The oldest result that was not shown yet; empty: none. */
    Optional<Result> nextResult() throws IOException {
        HttpURLConnection connection = authorized("/api/results/next");
        String task = connection.getResponseCode() == 200 ? connection.getHeaderField("Octo-Task") : null;
        return task == null ? Optional.empty() : Optional.of(new Result(task, read(connection.getInputStream())));
    }

    /** The result was shown, and is not told again. */
    void acknowledge(Result result) throws IOException {
        post("/api/results/" + result.task() + "/receipt", "");
    }

    /** Whether an Octo answers there by now. */
    boolean isUp() {
        try {
            return open("/health").getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Answer post(String path, String text) throws IOException {
        return answer(send(path, text, "text/plain"));
    }

    private HttpURLConnection send(String path, String text, String accepted) throws IOException {
        HttpURLConnection connection = authorized(path);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/plain;charset=UTF-8");
        connection.setRequestProperty("Accept", accepted);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length); // lest it be sent twice when the first answer is cut
        connection.getOutputStream().write(body);
        return connection;
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        int status = status(connection);
        String answer = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
        if (status == 400 && trust == null && answer.endsWith(TLS_NEEDED)) {
            return new Answer(
                    false,
                    "The Octo at " + address
                            + " speaks TLS, and its certificate is in its folder: run this there, or set "
                            + "OCTO_DIR to its .octo.");
        }
        requireType(connection, "text/plain");
        return new Answer(status == 200, answer.isEmpty() ? "Refused with HTTP status " + status + "." : answer);
    }

    /** Something listens there that is no Octo. */
    static final class NoOcto extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What speaks no HTTP has the status -1. */
    private static int status(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new NoOcto();
        }
        return status;
    }

    /** An Octo answers in text, and tells its own faults in JSON; other servers answer in pages. */
    private static void requireType(HttpURLConnection connection, String type) throws IOException {
        String given = connection.getContentType();
        if (given != null && !given.startsWith(type) && !given.startsWith("application/json")) {
            throw new NoOcto();
        }
    }

    private HttpURLConnection authorized(String path) throws IOException {
        HttpURLConnection connection = open(path);
        key.ifPresent(value -> connection.setRequestProperty("Authorization", "Bearer " + value));
        return connection;
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        if (trust != null) {
            trust.guard(connection);
        }
        connection.setConnectTimeout(MILLIS_TO_CONNECT);
        connection.setReadTimeout(MILLIS_TO_ANSWER);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static String read(@Nullable InputStream body) throws IOException {
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
