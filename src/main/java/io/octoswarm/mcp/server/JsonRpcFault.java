package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Something that a client did wrong, as a JSON-RPC error with the HTTP status that goes with it. */
final class JsonRpcFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 100;

    private final int status;
    private final int code;
    private final transient @Nullable Object id;

    private JsonRpcFault(int status, int code, @Nullable Object id, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.id = id;
    }

    static JsonRpcFault parse() {
        return new JsonRpcFault(400, McpSchema.ErrorCodes.PARSE_ERROR, null, "The body is no JSON.");
    }

    static JsonRpcFault invalid(@Nullable Object id, String message) {
        return new JsonRpcFault(400, McpSchema.ErrorCodes.INVALID_REQUEST, id, message);
    }

    static JsonRpcFault invalidParams(McpSchema.JSONRPCRequest request) {
        return new JsonRpcFault(
                200,
                McpSchema.ErrorCodes.INVALID_PARAMS,
                request.id(),
                "The params of " + quoted(request.method()) + " are missing or of another form than MCP gives them.");
    }

    static JsonRpcFault unknownTool(McpSchema.JSONRPCRequest request, List<String> offered) {
        Object name = request.params() instanceof Map<?, ?> params ? params.get("name") : null;
        return new JsonRpcFault(
                200,
                McpSchema.ErrorCodes.INVALID_PARAMS,
                request.id(),
                "There is no tool " + quoted(String.valueOf(name)) + ": " + String.join(", ", offered)
                        + " are offered.");
    }

    static JsonRpcFault notAllowed() {
        return new JsonRpcFault(
                405,
                McpSchema.ErrorCodes.INVALID_REQUEST,
                null,
                "This server keeps no sessions and streams: use POST.");
    }

    static JsonRpcFault contentType(String type) {
        return new JsonRpcFault(
                415,
                McpSchema.ErrorCodes.INVALID_REQUEST,
                null,
                "Content-Type " + quoted(type) + " is not supported: use application/json.");
    }

    static JsonRpcFault accept(String accept) {
        return new JsonRpcFault(
                406,
                McpSchema.ErrorCodes.INVALID_REQUEST,
                null,
                "Accept " + quoted(accept) + " leaves no form of answer: allow application/json.");
    }

    static JsonRpcFault version(String version, List<String> supported) {
        return new JsonRpcFault(
                400,
                McpSchema.ErrorCodes.INVALID_REQUEST,
                null,
                "MCP-Protocol-Version " + quoted(version) + " is not supported: " + String.join(", ", supported)
                        + " are.");
    }

    McpSchema.JSONRPCResponse response() {
        return McpSchema.JSONRPCResponse.error(
                id, new McpSchema.JSONRPCResponse.JSONRPCError(code, String.valueOf(getMessage()), null));
    }

    /** Written by hand: an error about a message without a readable id has the id null, which the SDK's record refuses. */
    void send(HttpServletResponse response, JsonMapper json) throws IOException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        body.put("id", id);
        body.put("error", Map.of("code", code, "message", String.valueOf(getMessage())));
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static String quoted(String text) {
        return "\"" + PlainText.of(text, LONGEST_QUOTE) + "\"";
    }
}
