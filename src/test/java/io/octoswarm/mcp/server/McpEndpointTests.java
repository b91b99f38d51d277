package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.SharedOcto;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The transport, as MCP's specification (revision 2025-11-25) asks it of a server without sessions. */
@ExtendWith(SharedOcto.class)
class McpEndpointTests {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String INITIALIZE =
            "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}";

    private final TestOcto octo;

    McpEndpointTests(TestOcto octo) {
        this.octo = octo;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/"})
    void bothSpellingsOfThePathAnswerWithoutARedirect(String path) {
        HttpResponse<String> response = octo.send(json(path).POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(read(response)).isEqualTo(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void greetsInTheVersionThatIsAskedFor(String version) {
        JsonNode result = octo.rpc("initialize", INITIALIZE.formatted(version)).path("result");

        assertThat(result.path("protocolVersion").stringValue()).isEqualTo(version);
        assertThat(result.path("serverInfo").path("name").stringValue()).isEqualTo("octo-atlas");
        assertThat(result.path("capabilities").propertyNames()).containsExactly("tools");
        assertThat(result.path("instructions").stringValue()).contains("atlas", "dispatch_task", "check_task");
    }

    /** A client of a later or a forgotten revision is offered the newest that we speak, and decides itself. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "1999-01-01", "x"})
    void offersItsNewestVersionToOthers(String version) {
        assertThat(octo.rpc("initialize", INITIALIZE.formatted(version))
                        .path("result")
                        .path("protocolVersion")
                        .stringValue())
                .isEqualTo("2025-11-25");
    }

    @Test
    void keepsNoSessions() {
        HttpResponse<String> response = octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                + INITIALIZE.formatted("2025-11-25") + "}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Mcp-Session-Id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, /mcp", "GET, /mcp/", "DELETE, /mcp", "PUT, /mcp", "PATCH, /mcp", "OPTIONS, /mcp"})
    void onlyPostIsAllowed(String method, String path) {
        HttpResponse<String> response = octo.send(
                octo.request(path).header("Accept", "text/event-stream").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertFault(response, -32600, "This server keeps no sessions and streams: use POST.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notifications/initialized", "notifications/cancelled", "notifications/unheard-of"})
    void aNotificationIsTakenWithoutAnAnswer(String method) {
        HttpResponse<String> response = octo.mcp("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"result\":{}", "\"error\":{\"code\":1,\"message\":\"x\"}"})
    void anAnswerToAQuestionNeverAskedIsTakenAndForgotten(String rest) {
        assertThat(octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1," + rest + "}").statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-5", "9007199254740993", "\"a text\"", "\"\""})
    void theIdComesBackAsItWas(String id) {
        assertThat(octo.mcp(PING.replace("\"id\":1", "\"id\":" + id)).body()).contains("\"id\":" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "true", "[1]", "{}", "99999999999999999999999"})
    void otherIdsAreRefused(String id) {
        HttpResponse<String> response = octo.mcp(PING.replace("\"id\":1", "\"id\":" + id));

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(response, -32600, "\"id\" must be a text or a whole number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oops", "{", "{\"jsonrpc\":\"2.0\",}", "{} {}", "\u0000"})
    void aBodyThatIsNoJsonIsAParseError(String body) {
        HttpResponse<String> response = octo.mcp(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(response, -32700, "The body is no JSON.");
    }

    @Test
    void aBodyInAnotherEncodingIsAParseError() {
        HttpResponse<String> response = octo.send(
                json("/mcp").POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'})));

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(response, -32700, "The body is no JSON.");
    }

    @Test
    void deepNestingIsAParseErrorAndNoStackOverflow() {
        HttpResponse<String> response = octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":"
                + "[".repeat(100_000) + "]".repeat(100_000) + "}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(response, -32700, "The body is no JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[" + PING + "]", "[" + PING + "," + PING + "]"})
    void aBatchIsRefused(String body) {
        HttpResponse<String> response = octo.mcp(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(
                response, -32600, "Batches are not part of MCP since revision 2025-06-18: send one message a request.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "\"ping\"", "{}", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}"})
    void otherJsonIsNoMessage(String body) {
        HttpResponse<String> response = octo.mcp(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(response, -32600, "A JSON-RPC 2.0 message is needed: {\"jsonrpc\":\"2.0\", ...}.");
    }

    @Test
    void aMessageWithoutAMethodIsRefusedUnderItsId() {
        HttpResponse<String> response = octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(read(response).path("id").intValue()).isEqualTo(1);
        assertThat(error(response).path("message").stringValue()).isEqualTo("\"method\" is missing or no text.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/none", "prompts/list", "resources/list", "x\\u0000y", ""})
    void anUnknownMethodIsAnErrorOfItsOwn(String method) {
        HttpResponse<String> response =
                octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{}}");

        assertThat(read(response).path("id").intValue()).isEqualTo(1);
        assertThat(error(response).path("code").intValue()).isEqualTo(-32601);
        assertClean(response);
    }

    @Test
    void anUnknownToolIsToldWithTheToolsThereAre() {
        JsonNode error = octo.rpc("tools/call", "{\"name\":\"rm -rf\\n\",\"arguments\":{}}")
                .path("error");

        assertThat(error.path("code").intValue()).isEqualTo(-32602);
        assertThat(error.path("message").stringValue())
                .isEqualTo("There is no tool \"rm -rf\": ask, dispatch_task, check_task, get_info are offered.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":5}",
                "{\"name\":[\"ask\"]}",
                "{\"arguments\":{}}",
                "{\"name\":\"get_info\",\"arguments\":[]}",
                "{\"name\":\"get_info\",\"arguments\":\"x\"}",
                "{\"name\":\"get_info\",\"_meta\":5}"
            })
    void paramsOfAnotherFormAreAnError(String params) {
        HttpResponse<String> response =
                octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");

        assertThat(error(response).path("code").intValue()).isEqualTo(-32602);
        assertThat(error(response).path("message").stringValue())
                .endsWith("{\"name\": a text, \"arguments\": an object, \"_meta\": an object}.");
        assertClean(response);
    }

    @Test
    void soAreParamsThatAreMissing() {
        HttpResponse<String> response = octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(error(response).path("code").intValue()).isEqualTo(-32602);
        assertClean(response);
    }

    @Test
    void paramsMustBeAnObject() {
        HttpResponse<String> response =
                octo.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":[1]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("message").stringValue()).isEqualTo("\"params\" must be an object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json"})
    void anotherContentTypeIsRefused(String type) {
        HttpResponse<String> response =
                octo.send(octo.request("/mcp").header("Content-Type", type).POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(415);
        assertFault(response, -32600, "Content-Type \"" + type + "\" is not supported: use application/json.");
    }

    @Test
    void noContentTypeIsRefused() {
        HttpResponse<String> response = octo.send(octo.request("/mcp").POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;charset=UTF-8"})
    void theContentTypeMayHaveParameters(String type) {
        assertThat(octo.send(octo.request("/mcp").header("Content-Type", type).POST(BodyPublishers.ofString(PING)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "text/html", "image/*"})
    void anAcceptThatLeavesNoAnswerIsRefused(String accept) {
        HttpResponse<String> response =
                octo.send(json("/mcp").setHeader("Accept", accept).POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(406);
        assertFault(response, -32600, "Accept \"" + accept + "\" leaves no form of answer: allow application/json.");
    }

    /** More generous than the specification, which wants both forms named: simple clients do no harm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "Application/JSON",
                "application/*",
                "text/event-stream, application/json;q=0.5"
            })
    void anAcceptThatLeavesJsonIsEnough(String accept) {
        assertThat(octo.send(json("/mcp").setHeader("Accept", accept).POST(BodyPublishers.ofString(PING)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "2024-11-05", "latest"})
    void aWrongProtocolVersionIsRefused(String version) {
        HttpResponse<String> response =
                octo.send(json("/mcp").header("MCP-Protocol-Version", version).POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertFault(
                response,
                -32600,
                "MCP-Protocol-Version \"" + version + "\" is not supported: 2025-03-26, 2025-06-18, 2025-11-25 are.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/x", "/mcp/sse", "/MCP", "/mcpx"})
    void otherPathsAreNotThere(String path) {
        HttpResponse<String> response = octo.send(json(path).POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isIn(403, 404);
        assertClean(response);
    }

    private HttpRequest.Builder json(String path) {
        return octo.request(path).header("Content-Type", "application/json");
    }

    private static void assertFault(HttpResponse<String> response, int code, String message) {
        assertThat(read(response))
                .isEqualTo(JsonMapper.shared()
                        .valueToTree(java.util.Map.of(
                                "jsonrpc", "2.0", "error", java.util.Map.of("code", code, "message", message)))
                        .asObject()
                        .putNull("id"));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    static void assertClean(HttpResponse<String> response) {
        assertThat(response.body())
                .doesNotContain("Exception", "\\tat ", "\tat ", "java.", "jackson", "springframework");
    }

    private static JsonNode error(HttpResponse<String> response) {
        return read(response).path("error");
    }

    private static JsonNode read(HttpResponse<String> response) {
        return read(response.body());
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
