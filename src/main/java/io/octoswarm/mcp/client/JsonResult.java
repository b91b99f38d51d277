package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.PeerUnreachable;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool's result that is JSON: structured, or as a text, which is all that the Python original sends. */
final class JsonResult {
    private JsonResult() {}

    /** Throws {@link PeerUnreachable} when there is no JSON object: that is no Octo, or a broken one. */
    static JsonNode of(McpSchema.CallToolResult result, JsonMapper json) {
        try {
            JsonNode structured = json.valueToTree(result.structuredContent());
            JsonNode told = structured.isEmpty() ? json.readTree(text(result)) : unwrapped(structured, json);
            if (told.isObject()) {
                return told;
            }
        } catch (JacksonException noJson) {
            throw new PeerUnreachable("its answer is no JSON");
        }
        throw new PeerUnreachable("its answer is no JSON object");
    }

    /** FastMCP wraps what a tool returns whose form is not told to be an object. */
    private static JsonNode unwrapped(JsonNode told, JsonMapper json) {
        JsonNode wrapped = told.path("result");
        if (told.size() != 1 || !(wrapped.isObject() || wrapped.isString())) {
            return told;
        }
        return wrapped.isObject() ? wrapped : json.readTree(wrapped.stringValue());
    }

    /** Not cut, as half of a JSON text is none; the transport bounds it. */
    private static String text(McpSchema.CallToolResult result) {
        return result.content() == null
                ? ""
                : result.content().stream()
                        .filter(McpSchema.TextContent.class::isInstance)
                        .map(part -> ((McpSchema.TextContent) part).text())
                        .collect(Collectors.joining());
    }

    /** Whether a refusal carries a mark by which a program can tell it from others; see {@link Meta}. */
    static boolean isMarked(McpSchema.CallToolResult refusal, String mark) {
        return refusal.meta() != null && Boolean.TRUE.equals(refusal.meta().get(mark));
    }
}
