package io.octoswarm.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.routing.RoutingSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteModeTests {
    private static final String SWARM =
            "[{\"name\":\"atlas\",\"capabilities\":[\"research\",\"coding\"]},{\"name\":\"sentinel\",\"capabilities\":[\"monitoring\",\"ops\"]}]";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void aLineForEachCaseInItsOrder() throws IOException {
        int status =
                run(line("1", "What's the server uptime?") + "\n\n" + line("2", "fix the bug in the parser") + "\n");
        assertThat(status).isZero();
        List<JsonNode> answers = answers();
        assertThat(answers).extracting(answer -> answer.path("id").asString()).containsExactly("1", "2");
        assertThat(answers)
                .extracting(answer -> answer.path("route").asString())
                .containsExactly("sentinel", "atlas");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.propertyNames()).containsExactly("id", "route", "forced", "score");
            assertThat(answer.path("score").asDouble()).isBetween(0.8, 1.0);
            assertThat(answer.path("score").toString()).hasSizeLessThanOrEqualTo(6);
        });
    }

    @Test
    void whatFitsNobodyHasNoRouteButStillABest() throws IOException {
        run(line("x", "tell me a joke about penguins"));
        assertThat(answers().get(0).path("route").isNull()).isTrue();
        assertThat(answers().get(0).path("forced").asString()).isIn("atlas", "sentinel");
    }

    @Test
    void anIdMayBeANumberAndASwarmEmpty() throws IOException {
        run("{\"id\":7,\"swarm\":[],\"task\":\"anything\"}");
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"id\":7,\"route\":null,\"forced\":null,\"score\":0.0}");
    }

    @Test
    void linesThatCannotBeReadAreToldByNumberAndTheOthersGoOn() throws IOException {
        int status = run("{oops\n[]\n{\"swarm\":[{}],\"task\":\"x\"}\n" + line("4", "check the logs"));
        assertThat(status).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("line 1: this is no JSON"),
                        second -> assertThat(second).startsWith("line 2: {\"id\",\"swarm\""),
                        third -> assertThat(third).startsWith("line 3: every Octo of the swarm needs"));
        assertThat(answers()).hasSize(1);
    }

    private int run(String input) throws IOException {
        return new RouteMode(RoutingSettings.DEFAULT)
                .run(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private static String line(String id, String task) {
        return "{\"id\":\"" + id + "\",\"swarm\":" + SWARM + ",\"task\":\"" + task + "\"}";
    }

    private List<JsonNode> answers() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
