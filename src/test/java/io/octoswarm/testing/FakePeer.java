package io.octoswarm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.octoswarm.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small MCP server over real HTTP or HTTPS on a free port of the loopback address, written without the SDK that our client
 * uses. It offers ask and get_info, keeps what it was asked, and misbehaves as it is told to. Thread-safe.
 */
public final class FakePeer implements AutoCloseable {
    /** One request as it came. */
    public record Seen(String method, String path, Map<String, List<String>> headers, String body) {
        /** The value of a header, or null. */
        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        /** The body of a JSON-RPC message; a missing node for any other one. */
        public JsonNode json() {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        }

        boolean isCallOf(String tool) {
            return json().path("method").asString("").equals("tools/call")
                    && json().path("params").path("name").asString("").equals(tool);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SESSION = "Mcp-Session-Id";

    private final String name;
    private final int port;
    private final Map<String, Function<JsonNode, ObjectNode>> tools = new ConcurrentHashMap<>();
    private final Map<String, Function<String, String>> pages = new ConcurrentHashMap<>();
    private final Map<String, String> toolDescriptions = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.none();
    private volatile @Nullable TestCertificate certificate;
    private volatile boolean stateful;
    private volatile @Nullable String revision;
    private volatile HttpServer server;
    private volatile ExecutorService threads;
    private volatile CountDownLatch closing;

    private FakePeer(String name, int wanted, @Nullable TestCertificate certificate) {
        this.name = name;
        this.certificate = certificate;
        tool("ask", arguments -> text("answer of " + name, false));
        tool("get_info", arguments -> text("{\"name\":\"" + name + "\",\"capabilities\":[\"ops\"]}", false));
        listen(wanted);
        this.port = server.getAddress().getPort();
    }

    public static FakePeer start(String name) {
        return new FakePeer(name, 0, null);
    }

    /** Over TLS, with that certificate. */
    public static FakePeer start(String name, TestCertificate certificate) {
        return new FakePeer(name, 0, certificate);
    }

    /** On a port that is known to be free. */
    public static FakePeer start(String name, int port) {
        return new FakePeer(name, port, null);
    }

    /** As a peer would be configured, with the slash at the end. */
    public URI url() {
        return url("/mcp/");
    }

    public URI url(String path) {
        return URI.create((certificate == null ? "http" : "https") + "://127.0.0.1:" + port + path);
    }

    public Peer peer() {
        return new Peer(name, url(), List.of());
    }

    /** Offers a tool; {@link #text} makes its results. */
    public FakePeer tool(String tool, Function<JsonNode, ObjectNode> result) {
        return tool(tool, tool + " of " + name, result);
    }

    public FakePeer tool(String tool, String description, Function<JsonNode, ObjectNode> result) {
        tools.put(tool, result);
        toolDescriptions.put(tool, description);
        return this;
    }

    /** Offers a page; {@code json} is made of the query. */
    public FakePeer page(String path, Function<String, String> json) {
        pages.put(path, json);
        return this;
    }

    public FakePeer withoutTool(String tool) {
        tools.remove(tool);
        return this;
    }

    /** From now on, to every request that the fault takes. */
    public FakePeer fault(Fault next) {
        fault = next;
        return this;
    }

    /** Gives each client a session and refuses requests without one, as Python servers do by default. */
    public FakePeer stateful() {
        stateful = true;
        return this;
    }

    /**
     * Speaks one revision of MCP only, and refuses each request that claims another one; with a session the client may
     * listen.
     */
    public FakePeer speaking(String only) {
        revision = only;
        return this;
    }

    /** The process ends and begins anew on the same port: sessions are lost. */
    public void restart() {
        stop();
        sessions.clear();
        listen(port);
    }

    /** As {@link #restart()}, with another certificate. */
    public void restart(TestCertificate other) {
        certificate = other;
        restart();
    }

    /** The process ends; the port refuses connections until {@link #restart()}. */
    public void stop() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Every request so far, in the order in which they came. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The calls of one tool so far. */
    public List<Seen> calls(String tool) {
        return seen.stream().filter(request -> request.isCallOf(tool)).toList();
    }

    /** A tool's result with one text. */
    public static ObjectNode text(String text, boolean error) {
        ObjectNode result = JSON.createObjectNode().put("isError", error);
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    @Override
    public void close() {
        stop();
    }

    private void listen(int wanted) {
        try {
            closing = new CountDownLatch(1);
            threads = Executors.newCachedThreadPool();
            server = server(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpServer server(InetSocketAddress address) throws IOException {
        TestCertificate shown = certificate;
        if (shown == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer encrypted = HttpsServer.create(address, 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(shown.server()));
        return encrypted;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        seen.add(new Seen(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
        if (fault.meet(exchange, closing)) {
            return;
        }
        Function<String, String> page = pages.get(path);
        if (!isOfOurRevision(exchange) && !body.contains("\"initialize\"")) {
            send(
                    exchange,
                    400,
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"revision\"}}");
        } else if (page != null) {
            send(
                    exchange,
                    200,
                    page.apply(String.valueOf(exchange.getRequestURI().getQuery())));
        } else if (path.equals("/health")) {
            send(exchange, 200, "{\"status\":\"ok\"}");
        } else if (!path.equals("/mcp") && !path.equals("/mcp/")) {
            send(exchange, 404, null);
        } else if (exchange.getRequestMethod().equals("DELETE") && stateful) {
            sessions.remove(String.valueOf(exchange.getRequestHeaders().getFirst(SESSION)));
            send(exchange, 200, null);
        } else if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, null);
        } else {
            answer(exchange, JSON.readTree(body));
        }
    }

    private boolean isOfOurRevision(HttpExchange exchange) {
        String claimed = exchange.getRequestHeaders().getFirst("MCP-Protocol-Version");
        return revision == null || claimed == null || claimed.equals(revision);
    }

    private void answer(HttpExchange exchange, JsonNode message) throws IOException {
        boolean greeting = message.path("method").asString("").equals("initialize");
        if (stateful && greeting) {
            String session = UUID.randomUUID().toString();
            sessions.add(session);
            exchange.getResponseHeaders().set(SESSION, session);
        } else if (stateful
                && !sessions.contains(
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst(SESSION))
                                .orElse(""))) {
            send(
                    exchange,
                    404,
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no session\"}}");
            return;
        }
        if (message.path("id").isMissingNode()) {
            send(exchange, 202, null);
            return;
        }
        ObjectNode response = JSON.createObjectNode().put("jsonrpc", "2.0");
        response.set("id", message.path("id"));
        ObjectNode result = result(message);
        if (result == null) {
            response.putObject("error").put("code", -32601).put("message", "no such thing");
        } else {
            response.set("result", result);
        }
        send(exchange, 200, JSON.writeValueAsString(response));
    }

    private @Nullable ObjectNode result(JsonNode message) {
        return switch (message.path("method").asString("")) {
            case "initialize" -> greeting(message.path("params").path("protocolVersion"));
            case "ping" -> JSON.createObjectNode();
            case "tools/list" -> list();
            case "tools/call" -> call(message.path("params"));
            default -> null;
        };
    }

    private ObjectNode greeting(JsonNode version) {
        ObjectNode result = JSON.createObjectNode();
        String spoken = revision;
        if (spoken == null) {
            result.set("protocolVersion", version);
        } else {
            result.put("protocolVersion", spoken);
        }
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", name).put("version", "1");
        return result;
    }

    private ObjectNode list() {
        ObjectNode result = JSON.createObjectNode();
        ArrayNode list = result.putArray("tools");
        tools.keySet().stream().sorted().forEach(tool -> {
            ObjectNode entry = list.addObject().put("name", tool).put("description", toolDescriptions.get(tool));
            entry.putObject("inputSchema").put("type", "object").putObject("properties");
        });
        return result;
    }

    private @Nullable ObjectNode call(JsonNode params) {
        Function<JsonNode, ObjectNode> tool = tools.get(params.path("name").asString(""));
        return tool == null ? null : tool.apply(params.path("arguments"));
    }

    private static void send(HttpExchange exchange, int status, @Nullable String json) throws IOException {
        byte[] bytes = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
