package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One message as JSON-RPC 2.0 defines it, with MCP's narrower rules: no batches, no null ids. */
sealed interface JsonRpcMessage {
    record Request(McpSchema.JSONRPCRequest request) implements JsonRpcMessage {}

    record Notification(McpSchema.JSONRPCNotification notification) implements JsonRpcMessage {}

    /** An answer to something that a stateless server never asked; it is taken and forgotten. */
    record Response() implements JsonRpcMessage {}

    /** Throws {@link JsonRpcFault} for everything that is no such message. */
    static JsonRpcMessage read(JsonMapper json, byte[] body) {
        JsonNode message = parse(json, body);
        if (message.isArray()) {
            throw JsonRpcFault.invalid(
                    null, "Batches are not part of MCP since revision 2025-06-18: send one message a request.");
        }
        if (!message.isObject() || !message.path("jsonrpc").asString("").equals("2.0")) {
            throw JsonRpcFault.invalid(null, "A JSON-RPC 2.0 message is needed: {\"jsonrpc\":\"2.0\", ...}.");
        }
        JsonNode method = message.path("method");
        if (method.isMissingNode() && (message.has("result") || message.has("error"))) {
            return new Response();
        }
        Object id = id(message);
        if (!method.isString()) {
            throw JsonRpcFault.invalid(id, "\"method\" is missing or no text.");
        }
        Object params = params(json, message, id);
        return id == null
                ? new Notification(new McpSchema.JSONRPCNotification("2.0", method.stringValue(), params))
                : new Request(new McpSchema.JSONRPCRequest("2.0", method.stringValue(), id, params));
    }

    private static JsonNode parse(JsonMapper json, byte[] body) {
        try {
            JsonNode message = json.readTree(body);
            if (message.isMissingNode()) {
                throw JsonRpcFault.parse(); // an empty body
            }
            return message;
        } catch (JacksonException malformed) {
            throw JsonRpcFault.parse();
        }
    }

    private static @Nullable Object id(JsonNode message) {
        JsonNode id = message.path("id");
        if (id.isMissingNode()) {
            return null;
        }
        if (id.isString()) {
            return id.stringValue();
        }
        if (id.isIntegralNumber() && id.canConvertToLong()) {
            return id.longValue();
        }
        throw JsonRpcFault.invalid(null, "\"id\" must be a text or a whole number.");
    }

    /** Never null: the SDK's server fails where a method has none that wants some. */
    private static Object params(JsonMapper json, JsonNode message, @Nullable Object id) {
        JsonNode params = message.path("params");
        if (params.isMissingNode() || params.isNull()) {
            return Map.of();
        }
        if (!params.isObject()) {
            throw JsonRpcFault.invalid(id, "\"params\" must be an object.");
        }
        return json.treeToValue(params, Object.class);
    }
}
