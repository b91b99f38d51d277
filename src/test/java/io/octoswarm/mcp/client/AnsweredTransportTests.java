package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.PeerUnreachable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How answers of other servers may end, over real HTTP. */
@Timeout(120)
class AnsweredTransportTests {
    private static final McpSchema.Implementation SELF =
            McpSchema.Implementation.builder("octo-atlas", "1").build();
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final String CHANGED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    /** What a server does when a tool is called. */
    private interface Answer {
        void to(String id, HttpExchange exchange) throws IOException;
    }

    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private McpConnection connection;
    private volatile Answer answer;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        connection = new McpConnection(HttpTransports.streamable(url, PeerHttp.create(), Mono.empty()), SELF, false);
    }

    @AfterEach
    void end() {
        connection.close().join();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody());
        methods.add(message.path("method").asString(""));
        assertThat(exchange.getRequestHeaders()).doesNotContainKey("Octo-request-id");
        switch (message.path("method").asString("")) {
            case "initialize" ->
                send(
                        exchange,
                        "application/json",
                        "{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + ",\"result\":{\"protocolVersion\":"
                                + "\"2025-06-18\",\"capabilities\":{\"tools\":{\"listChanged\":true}},\"serverInfo\":"
                                + "{\"name\":\"odd\",\"version\":\"1\"}}}");
            case "tools/call" -> answer.to(message.path("id").toString(), exchange);
            default -> status(exchange, 202);
        }
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String result(String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"42\"}],\"isError\":false}}";
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private String call(Duration limit) {
        return ResultText.of(connection.await("ask", Map.of("question", "?"), Map.of(), limit));
    }

    private static Answer endsWithout(String way) {
        String events = "text/event-stream";
        return switch (way) {
            case "accepted" -> (id, exchange) -> status(exchange, 202);
            case "nothing" -> (id, exchange) -> status(exchange, 204);
            case "empty JSON" -> (id, exchange) -> send(exchange, "application/json", "");
            case "no type" -> (id, exchange) -> send(exchange, "", result(id));
            case "another id" -> (id, exchange) -> send(exchange, "application/json", result("\"other\""));
            case "no event" -> (id, exchange) -> send(exchange, events, ": hello\n\n");
            case "a first event" -> (id, exchange) -> send(exchange, events, "id: 1\ndata: \n\n");
            case "a notification" -> (id, exchange) -> send(exchange, events, event(CHANGED));
            default ->
                (id, exchange) -> { // cut behind a notification
                    exchange.getResponseHeaders().set("Content-Type", events);
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(event(CHANGED).getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    throw new IOException("the process is killed");
                };
        };
    }

    /** The asker has 100 s, and hears of it at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted",
                "nothing",
                "empty JSON",
                "no type",
                "another id",
                "no event",
                "a first event",
                "a notification",
                "cut"
            })
    @Timeout(60)
    void anAnswerThatEndsWithoutAResultIsAFailure(String way) {
        answer = endsWithout(way);

        assertThatThrownBy(() -> call(LONG))
                .isInstanceOfSatisfying(
                        PeerUnreachable.class,
                        failure -> assertThat(failure.isTimeout()).isFalse())
                .hasMessageMatching("it ended its answer without a result|the connection broke");

        answer = (id, exchange) -> send(exchange, "application/json", result(id));
        assertThat(call(LONG)).isEqualTo("42");
    }

    /** Whatever its code is. */
    @Test
    void anErrorOfTheServersIsAnAnswer() {
        answer = (id, exchange) -> send(
                exchange,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32000,\"message\":\"not today\"}}");

        assertThatThrownBy(() -> call(LONG)).isInstanceOf(McpError.class).hasMessageContaining("not today");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 409, 429, 500, 502, 503})
    void aRefusalIsToldWithItsStatus(int status) {
        answer = (id, exchange) -> status(exchange, status);

        assertThatThrownBy(() -> call(LONG))
                .isInstanceOf(PeerUnreachable.class)
                .hasMessage("it answers with HTTP status " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "null", "\"hi\"", "{}", "[]"})
    void whatIsNoMessageIsToldSo(String body) {
        answer = (id, exchange) -> send(exchange, "application/json", body);

        assertThatThrownBy(() -> call(LONG))
                .isInstanceOf(PeerUnreachable.class)
                .hasMessageMatching("its answer is no message of MCP|it ended its answer without a result");
    }

    /** It costs no more than itself: whoever says so could else make us read lists without an end. */
    @Test
    void thatAPeersToolsHaveChangedIsNoReasonToReadThem() {
        answer = (id, exchange) ->
                send(exchange, "text/event-stream", event(CHANGED).repeat(500) + event(result(id)));

        assertThat(call(LONG)).isEqualTo("42");
        assertThat(call(LONG)).isEqualTo("42");
        assertThat(methods).doesNotContain("tools/list");
    }

    @Test
    void whoIsNotWaitedForAnyMoreIsHungUp() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        answer = (id, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) { // until the other side hangs up
                    body.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                    body.flush();
                    Thread.sleep(20);
                }
            } catch (IOException hungUp) {
                gone.countDown();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> call(Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        PeerUnreachable.class,
                        failure -> assertThat(failure.isTimeout()).isTrue());
        assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
