package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.GroupTalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

class GroupSyncTests {
    private static final String GROUP = "telegram:-1001234567890";

    private final List<String> told = new ArrayList<>();
    private final GroupSync tool = new GroupSync(
            new StaticListableBeanFactory(Map.of("talk", new Told())).getBeanProvider(GroupTalk.class),
            new Results(JsonMapper.shared()));

    private final class Told implements GroupTalk {
        @Override
        public boolean isInGroup() {
            return true;
        }

        @Override
        public String claim(String conversation, String message, String claimant) {
            told.add(claimant + " claims " + message);
            return "sentinel";
        }

        @Override
        public String leave(String conversation, String message, String claimant, String winner) {
            told.add(claimant + " leaves " + message + " to " + winner);
            return winner;
        }

        @Override
        public News said(String conversation, long after) {
            return new News(List.of(), after);
        }

        @Override
        public int stop(String conversation) {
            return 0;
        }

        @Override
        public Sight sight(String conversation, String message, String octo) {
            return new Sight(false, false);
        }
    }

    private Object holder(Map<String, Object> arguments) {
        McpSchema.CallToolResult result =
                tool.call(new Arguments(new McpSchema.CallToolRequest("group_sync", arguments, Map.of()), "127.0.0.1"));
        return ((Map<?, ?>) result.structuredContent()).get("holder");
    }

    @Test
    void aClaimNamesWhoAnswers() {
        assertThat(holder(Map.of("conversation", GROUP, "from", "atlas", "claim", "12")))
                .isEqualTo("sentinel");
        assertThat(told).containsExactly("atlas claims 12");
    }

    @Test
    void aClaimIsLeftToAnother() {
        assertThat(holder(Map.of("conversation", GROUP, "from", "atlas", "claim", "12", "leave_to", "scholar")))
                .isEqualTo("scholar");
        assertThat(told).containsExactly("atlas leaves 12 to scholar");
    }

    @Test
    void whoClaimsAndToWhomItIsLeftAreNamesOfOctos() {
        assertThatThrownBy(() -> holder(Map.of("conversation", GROUP, "claim", "12")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("from");
        assertThatThrownBy(() -> holder(
                        Map.of("conversation", GROUP, "from", "atlas", "claim", "12", "leave_to", "<b>nobody</b>")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("leave_to");
        assertThat(told).isEmpty();
    }
}
