package io.octoswarm.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcesses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other makers' clients against the built program; they check our results against our output schemas. */
class ForeignClientIT {
    @RegisterExtension
    static final TestProcesses processes = new TestProcesses();

    private static OctoProcess atlas;

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.Case#all")
    void callsAllFourTools(Case meeting) {
        meeting.runtime().require(processes);

        List<JsonNode> reports = meeting.runtime().callTools(processes, atlas().url() + meeting.path());

        assertThat(reports).isNotEmpty().allSatisfy(ForeignClientIT::isComplete);
    }

    private static void isComplete(JsonNode report) {
        assertThat(report.at("/server/name").stringValue()).isEqualTo("octo-atlas");
        assertThat(report.at("/tools").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("ask", "dispatch_task", "check_task", "get_info");
        saysTheSameTwice(report.path("get_info"));
        assertThat(report.at("/get_info/structuredContent/name").stringValue()).isEqualTo("atlas");
        assertThat(report.at("/get_info/structuredContent/capabilities").toString())
                .isEqualTo("[\"research\",\"coding\"]");
        assertThat(report.at("/get_info/structuredContent/status").stringValue())
                .isEqualTo("online");
        assertThat(text(report.path("ask"))).contains("I am atlas");
        assertThat(failed(report.path("ask"))).isFalse();
        saysTheSameTwice(report.path("dispatch_task"));
        assertThat(report.at("/dispatch_task/structuredContent/status").stringValue())
                .isEqualTo("dispatched");
        saysTheSameTwice(report.path("check_task"));
        assertThat(report.at("/check_task/structuredContent/status").stringValue())
                .isEqualTo("completed");
        assertThat(report.at("/check_task/structuredContent/result").stringValue())
                .contains("I am atlas");
        assertThat(failed(report.path("empty"))).isTrue();
        assertThat(text(report.path("empty"))).contains("question");
        assertThat(failed(report.path("unknown"))).isTrue();
        assertThat(text(report.path("unknown"))).contains("swarm-00000000");
    }

    private static void saysTheSameTwice(JsonNode result) {
        assertThat(failed(result)).as(result.toString()).isFalse();
        assertThat(JsonMapper.shared().readTree(text(result))).isEqualTo(result.path("structuredContent"));
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").stringValue();
    }

    private static boolean failed(JsonNode result) {
        return result.path("isError").asBoolean(false);
    }

    /** Started when the first test is not skipped. */
    private static synchronized OctoProcess atlas() {
        if (atlas == null) {
            atlas = processes.octo("atlas", Map.of("SWARM_CAPABILITIES", "research,coding"));
        }
        return atlas;
    }
}
