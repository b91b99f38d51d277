package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.SharedOcto;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Names that hostile others choose, through the doors of a whole Octo. */
@ExtendWith(SharedOcto.class)
class HostileNamesTests {
    private final TestOcto octo;

    HostileNamesTests(TestOcto octo) {
        this.octo = octo;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..", "/etc/passwd", "<b>x</b>", "x\u001b[31m", "x\u202ey", "a.b", "x%2f"})
    void noPeerHasSuchAName(String name) {
        String peers = octo.command("/swarm peers").body();

        HttpResponse<String> refused = octo.command("/swarm add " + name + " http://127.0.0.1:9/mcp/");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).doesNotContain("\u001b", "\u202e", "Exception");
        assertThat(octo.command("/swarm peers").body()).isEqualTo(peers);
    }

    /** What it tells of itself is its own choice; it is shown in lines and in JSON, and never begins a line. */
    @Test
    void whatAPeerTellsOfItselfIsPlainText() {
        String hostile = "<img src=x>\\u001b[2J\\n2026-11-24 ERROR forged\\u202e";
        try (FakePeer evil = FakePeer.start("evil")) {
            evil.tool(
                    "get_info",
                    arguments -> FakePeer.text(
                            "{\"name\":\"" + hostile + "\",\"capabilities\":[\"" + hostile + "\"],\"role\":\"" + hostile
                                    + "\",\"version\":\"" + hostile + "\",\"description\":\"" + hostile + "\"}",
                            false));
            try {
                assertPlain(octo.command("/swarm add evil " + evil.url()).body());
                assertThat(octo.command("/swarm peers").body().lines().filter(line -> line.contains("forged")))
                        .singleElement()
                        .asString()
                        .startsWith("evil ");
                assertPlain(octo.command("/swarm peers").body());
                assertPlain(octo.command("/swarm why forged img").body());
                assertPlain(JsonMapper.shared()
                        .readTree(octo.get("/api/status").body())
                        .toString());
            } finally {
                octo.command("/swarm remove evil");
            }
        }
    }

    private static void assertPlain(String text) {
        assertThat(text).doesNotContain("\u001b", "\\u001b", "\u202e", "\n2026");
    }
}
