package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.PeerUnreachable;
import java.util.Map;
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
            JsonNode told = result.structuredContent() == null
                    ? json.readTree(text(result))
                    : json.valueToTree(result.structuredContent());
            if (told.isObject()) {
                // FastMCP wraps the text of a tool that returns one
                JsonNode wrapped = told.path("result");
                return told.size() == 1 && wrapped.isString() ? json.readTree(wrapped.stringValue()) : told;
            }
        } catch (JacksonException noJson) {
            throw new PeerUnreachable("its answer is no JSON");
        }
        throw new PeerUnreachable("its answer is no JSON object");
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
        return refusal.structuredContent() instanceof Map<?, ?> fields && Boolean.TRUE.equals(fields.get(mark));
    }
}
