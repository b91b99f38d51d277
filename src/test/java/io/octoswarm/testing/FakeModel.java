package io.octoswarm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model that says what it is told to say, over real HTTP on a free port of the loopback address: a script of
 * moves, and one more for whatever is asked beyond it. It speaks the streamed forms of Anthropic's messages, OpenAI's chat
 * completions and Ollama's chat, whichever is asked for, so that processes of their own can use it. Each answer counts as
 * {@value #PROMPT_TOKENS} tokens in and {@value #ANSWER_TOKENS} out. Thread-safe.
 */
public final class FakeModel implements AutoCloseable {
    public static final int PROMPT_TOKENS = 100;
    public static final int ANSWER_TOKENS = 10;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One of the wire formats. */
    public enum Api {
        ANTHROPIC("/v1/messages"),
        OPENAI("/v1/chat/completions"),
        OLLAMA("/api/chat");

        private final String path;

        Api(String path) {
            this.path = path;
        }
    }

    /** A tool's call that the model wants; the arguments as it writes them, JSON or not. */
    public record Call(String tool, String arguments) {}

    /** What was asked, in the words of its wire format. */
    public record Asked(Api api, JsonNode body) {
        /** All that is told to the model, in one text. */
        public String text() {
            return body.toString();
        }

        /** The names of the tools that are offered. */
        public List<String> tools() {
            return body.path("tools")
                    .valueStream()
                    .map(tool -> tool.path("name")
                            .asString(tool.path("function").path("name").asString("")))
                    .toList();
        }

        /** The last thing that was told: a question, or a tool's result. */
        public String last() {
            JsonNode messages = body.path("messages");
            return messages.path(messages.size() - 1).toString();
        }
    }

    /** What the model does when it is asked. */
    public interface Move {
        void make(Api api, HttpExchange exchange, CountDownLatch closing) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Move> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Move> otherwise = question -> says("I have nothing to say.");

    private FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        for (Api api : Api.values()) {
            server.createContext(api.path, exchange -> answer(api, exchange));
        }
        server.start();
    }

    public static FakeModel start() {
        try {
            return new FakeModel();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Adds moves to the script; each is made once. */
    public FakeModel then(Move... moves) {
        script.addAll(Arrays.asList(moves));
        return this;
    }

    /** What it does when the script is over. */
    public FakeModel otherwise(Function<Asked, Move> move) {
        otherwise = move;
        return this;
    }

    /** Everything that it was asked, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Its address, without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings of an Octo that has it for a brain. */
    public Map<String, String> settings(Api api) {
        return switch (api) {
            case ANTHROPIC -> Map.of("ANTHROPIC_API_KEY", "test-key", "ANTHROPIC_BASE_URL", url());
            case OPENAI -> Map.of("OPENAI_API_KEY", "test-key", "OPENAI_BASE_URL", url() + "/v1");
            case OLLAMA -> Map.of("OLLAMA_BASE_URL", url());
        };
    }

    /** Speaks, in these pieces. */
    public static Move says(String... pieces) {
        return (api, exchange, closing) -> stream(exchange, api, said(api, List.of(pieces), List.of(), true));
    }

    /** Speaks piece by piece, as the test hands them over; an empty one is the end. */
    public static Move dictated(BlockingQueue<String> pieces) {
        return (api, exchange, closing) -> {
            exchange.getResponseHeaders()
                    .set("Content-Type", api == Api.OLLAMA ? "application/x-ndjson" : "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                for (String piece = pieces.take(); !piece.isEmpty(); piece = pieces.take()) {
                    write(exchange.getResponseBody(), said(api, List.of(piece), List.of(), false));
                }
                write(exchange.getResponseBody(), said(api, List.of(), List.of(), true));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** Wants tools to be called. */
    public static Move calls(Call... calls) {
        return saysAndCalls("", calls);
    }

    /** Speaks, and wants tools to be called. */
    public static Move saysAndCalls(String text, Call... calls) {
        return (api, exchange, closing) ->
                stream(exchange, api, said(api, text.isEmpty() ? List.of() : List.of(text), List.of(calls), true));
    }

    /** Begins to speak; then the connection is gone. */
    public static Move breaksOffAfter(String... pieces) {
        return (api, exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 1_000_000); // more than comes
            write(exchange.getResponseBody(), said(api, List.of(pieces), List.of(), false));
            exchange.close();
        };
    }

    /** Refuses with a status, headers and a body in the API's form. */
    public static Move refuses(int status, Map<String, String> headers, String body) {
        return (api, exchange, closing) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Says nothing until it is closed itself. */
    public static Move hangs() {
        return (api, exchange, closing) -> {
            try {
                closing.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(Api api, HttpExchange exchange) throws IOException {
        Asked question = new Asked(
                api, JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        asked.add(question);
        Move next = script.poll();
        (next == null ? otherwise.apply(question) : next).make(api, exchange, closing);
    }

    private static void stream(HttpExchange exchange, Api api, List<String> parts) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", api == Api.OLLAMA ? "application/x-ndjson" : "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        write(exchange.getResponseBody(), parts);
        exchange.close();
    }

    private static void write(OutputStream out, List<String> parts) throws IOException {
        for (String part : parts) {
            out.write(part.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static List<String> said(Api api, List<String> pieces, List<Call> calls, boolean whole) {
        return switch (api) {
            case ANTHROPIC -> anthropic(pieces, calls, whole);
            case OPENAI -> openAi(pieces, calls, whole);
            case OLLAMA -> ollama(pieces, calls, whole);
        };
    }

    private static List<String> anthropic(List<String> pieces, List<Call> calls, boolean whole) {
        List<String> parts = new ArrayList<>();
        parts.add(event("message_start", """
                {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],\
                "usage":{"input_tokens":%d,"output_tokens":1}}}""".formatted(PROMPT_TOKENS)));
        int index = 0;
        if (!pieces.isEmpty()) {
            parts.add(event("content_block_start", """
                    {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""));
            pieces.forEach(piece -> parts.add(event("content_block_delta", """
                    {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":%s}}""".formatted(quoted(piece)))));
            parts.add(event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
            index = 1;
        }
        for (Call call : calls) {
            parts.add(event("content_block_start", """
                    {"type":"content_block_start","index":%d,"content_block":\
                    {"type":"tool_use","id":"toolu_%d","name":%s,"input":{}}}""".formatted(index, index, quoted(call.tool()))));
            for (String half : halves(call.arguments())) {
                parts.add(event("content_block_delta", """
                        {"type":"content_block_delta","index":%d,"delta":{"type":"input_json_delta","partial_json":%s}}""".formatted(index, quoted(half))));
            }
            parts.add(event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}"));
            index++;
        }
        if (whole) {
            parts.add(event("message_delta", """
                    {"type":"message_delta","delta":{"stop_reason":"%s"},"usage":{"output_tokens":%d}}""".formatted(calls.isEmpty() ? "end_turn" : "tool_use", ANSWER_TOKENS)));
            parts.add(event("message_stop", "{\"type\":\"message_stop\"}"));
        }
        return parts;
    }

    private static List<String> openAi(List<String> pieces, List<Call> calls, boolean whole) {
        List<String> parts = new ArrayList<>();
        parts.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        pieces.forEach(piece -> parts.add(chunk("{\"content\":" + quoted(piece) + "}", "null")));
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            parts.add(chunk("""
                    {"tool_calls":[{"index":%d,"id":"call_%d","type":"function","function":{"name":%s,"arguments":""}}]}""".formatted(i, i, quoted(call.tool())), "null"));
            for (String half : halves(call.arguments())) {
                parts.add(chunk(
                        "{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":%s}}]}".formatted(i, quoted(half)),
                        "null"));
            }
        }
        if (whole) {
            parts.add(chunk("{}", calls.isEmpty() ? "\"stop\"" : "\"tool_calls\""));
            parts.add("""
                    data: {"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d}}

                    data: [DONE]

                    """.formatted(PROMPT_TOKENS, ANSWER_TOKENS));
        }
        return parts;
    }

    private static List<String> ollama(List<String> pieces, List<Call> calls, boolean whole) {
        Stream<String> text = pieces.stream()
                .map(piece ->
                        "{\"message\":{\"role\":\"assistant\",\"content\":" + quoted(piece) + "},\"done\":false}\n");
        Stream<String> tools = calls.stream().map(call -> """
                {"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":%s,"arguments":%s}}]},"done":false}
                """.formatted(quoted(call.tool()), call.arguments()));
        Stream<String> end = whole ? Stream.of("""
                {"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",\
                "prompt_eval_count":%d,"eval_count":%d}
                """.formatted(PROMPT_TOKENS, ANSWER_TOKENS)) : Stream.of();
        return Stream.concat(Stream.concat(text, tools), end).toList();
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static String chunk(String delta, String reason) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + reason + "}]}\n\n";
    }

    private static List<String> halves(String text) {
        int middle = text.length() / 2;
        return List.of(text.substring(0, middle), text.substring(middle));
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
