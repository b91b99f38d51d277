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
        return result(json.writeValueAsString(fields), false)
                .structuredContent(fields)
                .build();
    }

    /**
     * An error that a program can tell from others by its marks. They are no structured content: clients would hold that
     * against the tool's output schema, and show their own error in place of the sentence.
     */
    static McpSchema.CallToolResult error(String sentence, Map<String, Object> marks) {
        return result(sentence, true).meta(marks).build();
    }

    static McpSchema.CallToolResult text(String text) {
        return result(text, false).build();
    }

    static McpSchema.CallToolResult error(String sentence) {
        return result(sentence, true).build();
    }

    private static McpSchema.CallToolResult.Builder result(String text, boolean error) {
        return McpSchema.CallToolResult.builder()
                .content(List.of(McpSchema.TextContent.builder(text).build()))
                .isError(error);
    }
}
