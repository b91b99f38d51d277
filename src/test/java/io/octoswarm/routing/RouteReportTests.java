package io.octoswarm.routing;

import static io.octoswarm.routing.Octos.ATLAS;
import static io.octoswarm.routing.Octos.SCHOLAR;
import static io.octoswarm.routing.Octos.SENTINEL;
import static io.octoswarm.routing.Octos.busy;
import static io.octoswarm.routing.Octos.down;
import static io.octoswarm.routing.Octos.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.instance.Load;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteReportTests {
    private final CapabilityRouter router = new SwarmRouter(new KeywordScoring(), new RoutingSettings(0.3, 0.15));

    @Test
    void putsTheChosenOneFirstAndTheRestInColumns() {
        List<Candidate> octos = List.of(ATLAS, busy(SENTINEL, 1, 3), down(SCHOLAR, "offline: connection refused"));

        assertThat(String.join("\n", report("What's the server uptime?", octos)))
                .isEqualTo("""
                sentinel: sentinel fits best: its tag "monitoring" matches "server" and "uptime".
                  name              score  load     state      why
                > sentinel          0.58   1 of 3   available  tag "monitoring" matches "server" and "uptime"
                  atlas (this one)  0.00   unknown  available  no tag matches
                  scholar           0.00   unknown  out        no tag matches; out: offline: connection refused""");
    }

    @Test
    void saysThatNobodyTakesIt() {
        assertThat(report("anything", List.of())).containsExactly("nobody: There is no Octo that could take it.");
    }

    @Test
    void saysThatTheNamedOneIsDown() {
        assertThat(report("ask scholar", List.of(ATLAS, down(SCHOLAR, "offline")))
                        .get(0))
                .isEqualTo("scholar, when it is back: The task is addressed to scholar,"
                        + " but scholar cannot take it now: offline.");
    }

    @Test
    void tellsOfQueues() {
        Candidate busy = new Candidate("pi", List.of(), false, null, new Load(3, 4, 3));

        assertThat(report("x", List.of(busy)).get(2)).contains("3 of 3, 4 waiting");
    }

    @Test
    void countsWhatIsBeyondTwenty() {
        List<String> lines = report(
                "x", IntStream.range(0, 1_000).mapToObj(i -> peer("pi-" + i)).toList());

        assertThat(lines).hasSize(23).last().isEqualTo("  and 980 more");
    }

    @Test
    void keepsHostileNamesOnTheirLine() {
        Candidate hostile = peer("a\n\u001b[31mb\u202E" + "x".repeat(10_000), "weather\r\n\u0000" + "y".repeat(10_000));

        assertThat(report("weather", List.of(hostile)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                        .hasSizeLessThan(700));
    }

    private List<String> report(String task, List<Candidate> octos) {
        return RouteReport.lines(router.route(task, octos));
    }
}
