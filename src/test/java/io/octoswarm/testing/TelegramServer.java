package io.octoswarm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.octoswarm.testing.FakeTelegram.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Bot API over real HTTP, with what can go wrong on the way. */
final class TelegramServer implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/bot([^/]+)/([A-Za-z]+)");
    private static final Pattern FILE = Pattern.compile("/file/bot([^/]+)/(.+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TelegramWorld world;
    private final TelegramMethods methods;
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param tls null: over plain http */
    TelegramServer(TelegramWorld world, int port, @Nullable SSLContext tls) throws IOException {
        this.world = world;
        this.methods = new TelegramMethods(world);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        return secure;
    }

    int port() {
        return server.getAddress().getPort();
    }

    void trouble(String method, Trouble... kinds) {
        troubles.computeIfAbsent(method.toLowerCase(Locale.ROOT), unused -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(kinds));
    }

    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher file = FILE.matcher(path);
        Matcher call = PATH.matcher(path);
        if (file.matches() && bot(file.group(1)) != null) {
            sendFile(exchange, file.group(2));
        } else if (call.matches()) {
            String method = call.group(2).toLowerCase(Locale.ROOT);
            calls.add(method);
            call(exchange, bot(call.group(1)), method, body);
        } else {
            answer(exchange, TelegramMethods.error(404, "Not Found"));
        }
    }

    private TelegramBot bot(String token) {
        synchronized (world) {
            return world.bots.get(token);
        }
    }

    private void call(HttpExchange exchange, TelegramBot bot, String method, byte[] body) throws IOException {
        if (bot == null) {
            answer(exchange, TelegramMethods.error(401, "Unauthorized"));
            return;
        }
        Queue<Trouble> waiting = troubles.get(method);
        Trouble trouble = waiting == null ? null : waiting.poll();
        if (trouble != null && trouble != Trouble.DONE_THEN_CUT) {
            fail(exchange, trouble);
            return;
        }
        ObjectNode result = methods.carryOut(bot, method, arguments(exchange, body));
        if (trouble == Trouble.DONE_THEN_CUT) {
            exchange.close();
        } else {
            answer(exchange, result);
        }
    }

    private void fail(HttpExchange exchange, Trouble trouble) throws IOException {
        switch (trouble) {
            case UNAUTHORIZED -> answer(exchange, TelegramMethods.error(401, "Unauthorized"));
            case CONFLICT ->
                answer(
                        exchange,
                        TelegramMethods.error(
                                409,
                                "Conflict: terminated by other getUpdates request; make sure that only one bot"
                                        + " instance is running"));
            case TOO_MANY -> {
                ObjectNode error = TelegramMethods.error(429, "Too Many Requests: retry after 1");
                error.putObject("parameters").put("retry_after", 1);
                answer(exchange, error);
            }
            case BAD_GATEWAY -> {
                byte[] html = "<html><h1>502 Bad Gateway</h1></html>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(502, html.length);
                exchange.getResponseBody().write(html);
                exchange.close();
            }
            case HALF -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("{\"ok\":tr".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case STALL -> Fault.hang().meet(exchange, closing);
            default -> exchange.close();
        }
    }

    private void sendFile(HttpExchange exchange, String name) throws IOException {
        byte[] content;
        synchronized (world) {
            content = world.files.get(name);
        }
        exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
        if (content != null) {
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    private static JsonNode arguments(HttpExchange exchange, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (type.startsWith("multipart/")) {
            return multipart(new String(body, StandardCharsets.UTF_8));
        }
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private static ObjectNode multipart(String body) {
        ObjectNode fields = JSON.createObjectNode();
        String boundary = body.substring(0, body.indexOf("\r\n"));
        for (String part : body.split(Pattern.quote(boundary))) {
            Matcher name = Pattern.compile("[ ;]name=\"([^\"]+)\"").matcher(part);
            Matcher file = Pattern.compile("filename=\"([^\"]*)\"").matcher(part);
            int content = part.indexOf("\r\n\r\n");
            if (name.find() && content > 0) {
                String value = part.substring(content + 4, part.length() - 2);
                if (file.find()) {
                    fields.put("filename", file.group(1)).put("content", value);
                } else {
                    fields.put(name.group(1), value);
                }
            }
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, ObjectNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        int status =
                answer.path("ok").asBoolean() ? 200 : answer.path("error_code").asInt();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
