package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ResultsTests {
    @Test
    void aTextHasNoStructure() {
        McpSchema.CallToolResult result = Results.text("Up for 3 days.");

        assertThat(result.isError()).isFalse();
        assertThat(result.structuredContent()).isNull();
        assertThat(text(result)).isEqualTo("Up for 3 days.");
    }

    @Test
    void anErrorIsMarkedAsOne() {
        McpSchema.CallToolResult result = Results.error("There is no such task.");

        assertThat(result.isError()).isTrue();
        assertThat(result.structuredContent()).isNull();
        assertThat(text(result)).isEqualTo("There is no such task.");
    }

    @Test
    void jsonStandsAsTextAndAsStructure() {
        McpSchema.CallToolResult result = new Results(JsonMapper.shared()).json(Map.of("task_id", "swarm-1f0c9a2b"));

        assertThat(result.isError()).isFalse();
        assertThat(result.structuredContent()).isEqualTo(Map.of("task_id", "swarm-1f0c9a2b"));
        assertThat(text(result)).isEqualTo("{\"task_id\":\"swarm-1f0c9a2b\"}");
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }
}
