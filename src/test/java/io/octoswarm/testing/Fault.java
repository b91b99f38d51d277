package io.octoswarm.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What a {@link FakePeer} does in place of an answer. */
@FunctionalInterface
public interface Fault {
    /** Handles the request itself, or returns false: the peer then answers as it should. */
    boolean meet(HttpExchange exchange, CountDownLatch closing) throws IOException;

    static Fault none() {
        return (exchange, closing) -> false;
    }

    static Fault status(int status) {
        return (exchange, closing) -> send(exchange, status, "text/plain", "secret text of a proxy");
    }

    /** An answer with status 200 and this body, whatever was asked. */
    static Fault body(String contentType, String body) {
        return (exchange, closing) -> send(exchange, 200, contentType, body);
    }

    /** An answer of so many bytes in one line, sent until the asker hangs up. */
    static Fault flood(String contentType, long length) {
        return (exchange, closing) -> {
            byte[] letters = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write('"');
                for (long sent = 1; sent < length; sent += letters.length) {
                    body.write(letters, 0, (int) Math.min(letters.length, length - sent));
                }
            }
            return true;
        };
    }

    /** The request is read, and then the connection is gone. */
    static Fault cut() {
        return (exchange, closing) -> {
            exchange.close();
            return true;
        };
    }

    /** No answer before the peer itself ends. */
    static Fault hang() {
        return (exchange, closing) -> {
            try {
                closing.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return true;
        };
    }

    /** As Python servers answer one of the two spellings of the path. */
    static Fault redirectFrom(String path, int status, URI target) {
        return (exchange, closing) -> {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                return false;
            }
            exchange.getResponseHeaders().set("Location", target.toString());
            return send(exchange, status, "text/html", "<html>moved</html>");
        };
    }

    /** Only when a path is asked for. */
    default Fault on(String path) {
        return (exchange, closing) -> exchange.getRequestURI().getPath().equals(path) && meet(exchange, closing);
    }

    private static boolean send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        return true;
    }
}
