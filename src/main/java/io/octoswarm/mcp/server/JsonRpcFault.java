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
    /** schema/2026-07-28/schema.ts of the specification, as the next one. */
    private static final int HEADER_MISMATCH = -32020;

    private static final int UNSUPPORTED_VERSION = -32022;

    private final int status;
    private final int code;
    private final transient @Nullable Object id;
    private final transient @Nullable Object data;

    private JsonRpcFault(int status, int code, @Nullable Object id, String message) {
        this(status, code, id, message, null);
    }

    private JsonRpcFault(int status, int code, @Nullable Object id, String message, @Nullable Object data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.id = id;
        this.data = data;
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
                "The params of " + quoted(request.method()) + " are missing or of another form than MCP gives them"
                        + (request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                                ? ": {\"name\": a text, \"arguments\": an object, \"_meta\": an object}."
                                : "."));
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

    /** Of revision 2026-07-28: every request tells its version and its client's capabilities. */
    static JsonRpcFault meta(@Nullable Object id, String field) {
        return new JsonRpcFault(
                400, McpSchema.ErrorCodes.INVALID_PARAMS, id, "\"" + field + "\" is missing in the params' _meta.");
    }

    /** Of revision 2026-07-28: a header says something else than the body. */
    static JsonRpcFault header(@Nullable Object id, String header) {
        return new JsonRpcFault(400, HEADER_MISMATCH, id, "The header " + header + " must say what the body says.");
    }

    /** Of revision 2026-07-28; the data tells a client what to try. */
    static JsonRpcFault unsupported(@Nullable Object id, String version, List<String> supported) {
        return new JsonRpcFault(
                400,
                UNSUPPORTED_VERSION,
                id,
                "Protocol version " + quoted(version) + " is not supported.",
                Map.of("requested", version, "supported", supported));
    }

    /** Of revision 2026-07-28, which answers it with 404. */
    static JsonRpcFault noSuchMethod(McpSchema.JSONRPCRequest request) {
        return new JsonRpcFault(
                404,
                McpSchema.ErrorCodes.METHOD_NOT_FOUND,
                request.id(),
                "There is no method " + quoted(request.method()) + " in revision 2026-07-28 of MCP, or not here.");
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
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", String.valueOf(getMessage()));
        if (data != null) {
            error.put("data", data);
        }
        body.put("error", error);
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static String quoted(String text) {
        return "\"" + PlainText.of(text, LONGEST_QUOTE) + "\"";
    }
}
