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

/** Revision 2026-07-28 over HTTP; the conformance suite asks the same and more of the built program. */
@ExtendWith(SharedOcto.class)
class StatelessRevisionTests {
    private static final String META = "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final TestOcto octo;

    StatelessRevisionTests(TestOcto octo) {
        this.octo = octo;
    }

    @Test
    void tellsWhatItOffersInPlaceOfAHandshake() {
        JsonNode result =
                read(post("server/discover", "{\"_meta\":" + META + "}")).path("result");

        assertThat(result.path("supportedVersions").toString())
                .isEqualTo("[\"2025-03-26\",\"2025-06-18\",\"2025-11-25\",\"2026-07-28\"]");
        assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{}}");
        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .stringValue())
                .isEqualTo("octo-atlas");
        assertThat(result.path("ttlMs").intValue()).isPositive();
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("private");
    }

    @Test
    void theListOfToolsTellsHowLongItIsGood() {
        JsonNode result = read(post("tools/list", "{\"_meta\":" + META + "}")).path("result");

        assertThat(result.path("tools").size()).isGreaterThanOrEqualTo(4);
        assertThat(result.path("ttlMs").intValue()).isPositive();
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get_info", "  get_info "})
    void aToolIsCalledUnderItsNameInTheHeader(String header) {
        HttpResponse<String> response =
                octo.send(request("tools/call", "2026-07-28", call("get_info")).header("Mcp-Name", header));

        JsonNode result = read(response).path("result");
        assertThat(result.path("structuredContent").path("name").stringValue()).isEqualTo("atlas");
        assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
        assertThat(result.has("ttlMs")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET_INFO", "ask", ""})
    void anotherNameInTheHeaderIsRefused(String header) {
        assertFault(
                octo.send(request("tools/call", "2026-07-28", call("get_info")).header("Mcp-Name", header)),
                400,
                -32020);
    }

    @Test
    void aMissingNameInTheHeaderIsRefused() {
        assertFault(octo.send(request("tools/call", "2026-07-28", call("get_info"))), 400, -32020);
    }

    @ParameterizedTest
    @CsvSource({"tools/call", "Tools/List", "''"})
    void anotherMethodInTheHeaderIsRefused(String header) {
        HttpRequest.Builder request = request("tools/list", "2026-07-28", "{\"_meta\":" + META + "}");

        assertFault(octo.send(request.setHeader("Mcp-Method", header)), 400, -32020);
    }

    @Test
    void anotherVersionInTheHeaderIsRefused() {
        assertFault(octo.send(request("tools/list", "2025-11-25", "{\"_meta\":" + META + "}")), 400, -32020);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"_meta\":5}",
                "{\"_meta\":{}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}",
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":5,"
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}",
                "{\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}}"
            })
    void aRequestThatDoesNotTellItsVersionAndItsClientIsRefused(String params) {
        assertFault(post("tools/list", params), 400, -32602);
    }

    @Test
    void aLaterVersionIsToldWhichOnesThereAre() {
        HttpResponse<String> response = octo.send(
                request("tools/list", "2030-01-01", "{\"_meta\":" + META.replace("2026-07-28", "2030-01-01") + "}"));

        assertFault(response, 400, -32022);
        JsonNode data = read(response).path("error").path("data");
        assertThat(data.path("requested").stringValue()).isEqualTo("2030-01-01");
        assertThat(data.path("supported").toString()).contains("\"2026-07-28\"", "\"2025-11-25\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "prompts/list", "x"})
    void whatThisRevisionDoesNotKnowIsNotFound(String method) {
        assertFault(post(method, "{\"_meta\":" + META + "}"), 404, -32601);
    }

    @Test
    void thoseBeforeItKnowNoDiscovery() {
        assertThat(octo.rpc("server/discover", "{}").path("error").path("code").intValue())
                .isEqualTo(-32601);
    }

    @Test
    void aNotificationIsTakenWithoutAnAnswer() {
        HttpResponse<String> response = octo.send(octo.request("/mcp")
                .header("Content-Type", "application/json")
                .header("MCP-Protocol-Version", "2026-07-28")
                .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}")));

        assertThat(response.statusCode()).isEqualTo(202);
    }

    private static String call(String tool) {
        return "{\"name\":\"" + tool + "\",\"arguments\":{},\"_meta\":" + META + "}";
    }

    private HttpResponse<String> post(String method, String params) {
        return octo.send(request(method, "2026-07-28", params));
    }

    private HttpRequest.Builder request(String method, String version, String params) {
        return octo.request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", version)
                .header("Mcp-Method", method)
                .POST(BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}"));
    }

    private static void assertFault(HttpResponse<String> response, int status, int code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(read(response).path("id").intValue()).isEqualTo(7);
        assertThat(read(response).path("error").path("code").intValue()).isEqualTo(code);
        McpEndpointTests.assertClean(response);
    }

    private static JsonNode read(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
