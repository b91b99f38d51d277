package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Skill;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.ToolCallback;
import tools.jackson.databind.json.JsonMapper;

class DeviceToolsTests {
    private final ToolCallback tool = new DeviceTools(List.of(new Echo()), JsonMapper.shared()).getToolCallbacks()[0];

    @Test
    void eachSkillIsAToolWithItsDescription() {
        assertThat(tool.getToolDefinition().name()).isEqualTo("device_date_and_time");
        assertThat(tool.getToolDefinition().description()).isEqualTo("On this device: what it echoes");
        assertThat(JsonMapper.shared()
                        .readTree(tool.getToolDefinition().inputSchema())
                        .path("type")
                        .asString())
                .isEqualTo("object");
    }

    @Test
    void theQuestionReachesTheSkillAndMayBeLeftOut() {
        assertThat(tool.call("{\"question\":\"is nginx running?\"}")).isEqualTo("is nginx running?");
        assertThat(tool.call("{}")).isEqualTo("date and time");
    }

    @Test
    void malformedArgumentsAreToldNotThrown() {
        assertThat(tool.call("{\"question\":")).startsWith("Error: ");
    }

    private static final class Echo implements Skill {
        @Override
        public String name() {
            return "date and time";
        }

        @Override
        public String description() {
            return "what it echoes";
        }

        @Override
        public boolean covers(String question) {
            return true;
        }

        @Override
        public String answer(String question) {
            return question;
        }
    }
}
