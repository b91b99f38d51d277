package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes to {@code /mcp}: it is answered in the form of the protocol, and nothing of the inside is told. */
class McpFuzzTests {
    private static final List<String> METHODS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{\"roots\":{}},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"server/discover\",\"params\":{\"_meta\":{"
                    + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
    private static final List<String> CALLS = List.of(
            call("get_info", "{}"),
            call("check_task", "{\"task_id\":\"swarm-1f0c9a2b\"}"),
            call("ask", "{\"question\":\"\",\"context\":\"x\"}"),
            call("dispatch_task", "{\"task\":\"\",\"context\":\"\",\"priority\":\"high\"}"));

    /** Put in place of a part of a message. */
    private static final List<String> TOKENS = List.of(
            "",
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999",
            "0.1",
            "NaN",
            "\"\"",
            "\"x\"",
            "{}",
            "[]",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\n",
            "\u00ff",
            "2.0",
            "\"id\":",
            "\"method\":",
            "\"params\":",
            "\"_meta\":{\"octoswarm.io/path\":[1,{}],\"octoswarm.io/deadline\":\"never\"},",
            "\"jsonrpc\":\"2.0\",",
            "//x\n",
            "\"name\":null,",
            "\"arguments\":[],",
            "\"arguments\":{\"question\":[]},",
            "\"progressToken\":{},",
            "[".repeat(600),
            "{\"a\":".repeat(600),
            "9".repeat(2_000),
            "\"" + "x".repeat(70_000) + "\"",
            "../../x",
            "<b>",
            "\u001b[31m");

    private static TestOcto octo;
    private static Path folder;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("octo-fuzz");
        octo = TestOcto.start(folder, Map.of());
    }

    @AfterContainer
    static void stop() throws IOException {
        octo.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    private static String call(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + ",\"_meta\":{\"octoswarm.io/path\":[\"sentinel\"],"
                + "\"octoswarm.io/deadline\":\"2030-01-01T00:00:00Z\",\"progressToken\":7}}}";
    }

    private record Mutation(int at, int length, String token) {
        String of(String message) {
            int from = at % (message.length() + 1);
            return message.substring(0, from) + token + message.substring(Math.min(message.length(), from + length));
        }
    }

    @Provide
    Arbitrary<byte[]> messages() {
        Arbitrary<Mutation> mutation = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(TOKENS))
                .as(Mutation::new);
        Arbitrary<String> message = Arbitraries.oneOf(Arbitraries.of(METHODS), Arbitraries.of(CALLS));
        return Combinators.combine(message, mutation.list().ofMinSize(0).ofMaxSize(4))
                .as((valid, mutations) -> {
                    String mutated = valid;
                    for (Mutation next : mutations) {
                        mutated = next.of(mutated);
                    }
                    return mutated.getBytes(StandardCharsets.ISO_8859_1);
                });
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void anyBytesAreAnswered(@ForAll byte[] body) {
        check(post(body));
    }

    @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
    void aMessageThatWasTamperedWithIsAnswered(@ForAll("messages") byte[] body) {
        check(post(body));
    }

    /** Names, ids and sizes that differ each time are what a cache without an end would keep. */
    @Example
    void nothingOfItIsKept() {
        flood(0, 40);
        long before = used();
        flood(40, 340);

        assertThat((used() - before) / (1 << 20))
                .as("MiB more after 300 requests of some 0.7 MB")
                .isLessThan(24);
    }

    private static void flood(int from, int to) {
        for (int i = from; i < to; i++) {
            String id = "x" + i;
            check(post(call("none-" + id, "{\"" + id + "\":\"" + ("y" + i).repeat(100_000) + "\"}")
                    .replace("sentinel", "caller-" + id)
                    .replace("\"id\":4", "\"id\":\"" + id.repeat(1_000) + "\"")
                    .getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static HttpResponse<String> post(byte[] body) {
        return octo.send(
                octo.request("/mcp").header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    private static void check(HttpResponse<String> response) {
        int status = response.statusCode();
        McpEndpointTests.assertClean(response);
        if (status == 202) {
            assertThat(response.body()).isEmpty();
            return;
        }
        assertThat(status == 200 || (status >= 400 && status < 500))
                .as("HTTP status " + status)
                .isTrue();
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        assertThat(answer.path("jsonrpc").asString("")).isEqualTo("2.0");
        assertThat(answer.has("error") || (status == 200 && answer.has("result")))
                .isTrue();
    }
}
