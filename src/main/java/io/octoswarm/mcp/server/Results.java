package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Results in the forms that peers understand. */
@Component
class Results {
    private final JsonMapper json;

    Results(JsonMapper json) {
        this.json = json;
    }

    /** As a text, which is the Python original's form, and structured. */
    McpSchema.CallToolResult json(Map<String, @Nullable Object> fields) {
        return result(json.writeValueAsString(fields), fields, false);
    }

    static McpSchema.CallToolResult text(String text) {
        return result(text, null, false);
    }

    static McpSchema.CallToolResult error(String sentence) {
        return result(sentence, null, true);
    }

    private static McpSchema.CallToolResult result(String text, @Nullable Object structured, boolean error) {
        return McpSchema.CallToolResult.builder()
                .content(List.of(McpSchema.TextContent.builder(text).build()))
                .structuredContent(structured)
                .isError(error)
                .build();
    }
}
