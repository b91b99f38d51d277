package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolNamesTests {
    @Test
    void aPlainNameStaysAsItIs() {
        assertThat(ToolNames.of("sentinel", "ask")).isEqualTo("sentinel__ask");
    }

    @ParameterizedTest
    @CsvSource({"größe, ask", "my server, read.file", "a, b/c", "'', ''"})
    void everyNameIsOneThatModelsTake(String owner, String tool) {
        assertThat(ToolNames.of(owner, tool)).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(ToolNames.of(owner, tool.repeat(100))).matches("[A-Za-z0-9_-]{1,64}");
    }

    @Test
    void differentNamesStayDifferent() {
        assertThat(ToolNames.of("größe", "ask")).startsWith("gr__e__ask_").isNotEqualTo(ToolNames.of("grüße", "ask"));
        assertThat(ToolNames.of("x".repeat(80), "ask")).isNotEqualTo(ToolNames.of("x".repeat(80), "get_info"));
    }
}
