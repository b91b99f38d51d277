package io.octoswarm.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole Octo with a peer that answers pings and get_info as it should, and breaks off what it is asked. */
class FailingPeerTests {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private final FakePeer watcher = FakePeer.start("watcher");
    private TestOcto octo;

    @BeforeEach
    void start() {
        octo = TestOcto.start(folder, Map.of());
        canDoTheSame(sentinel, "sentinel");
        canDoTheSame(watcher, "watcher");
        octo.command("/swarm add sentinel " + sentinel.url());
        octo.command("/swarm add watcher " + watcher.url());
        sentinel.fault((exchange, closing) -> !sentinel.calls("ask").isEmpty()
                && exchange.getRequestURI().getPath().equals("/mcp/")
                && last().equals("ask")
                && Fault.cut().meet(exchange, closing));
    }

    @AfterEach
    void stop() throws IOException {
        octo.close();
        sentinel.close();
        watcher.close();
    }

    @Test
    void isFailingAndOutOfTheRoutesWithTheReason() {
        assertThat(ask("sentinel, how are the servers?")).contains("sentinel cannot be reached");

        assertThat(peers()).contains("failing", "the connection broke");
        assertThat(octo.command("/swarm why sentinel, hello").body()).contains("out");
        assertThat(octo.get("/actuator/prometheus").body()).contains("octo_peer_circuit{peer=\"sentinel\"} 2.0");
    }

    @Test
    void itsQuestionsGoToTheNextThatFits() {
        assertThat(ask("What's the server uptime?")).contains("watcher: answer of watcher");
        assertThat(ask("What's the server uptime?")).contains("watcher: answer of watcher");
        assertThat(sentinel.calls("ask")).hasSize(1);
    }

    @Test
    void oneQuestionFindsOutThatItIsWellAgain() {
        ask("sentinel, how are the servers?");
        await().atMost(LONGEST).until(() -> peers().contains("on trial"));
        sentinel.fault(Fault.none());

        assertThat(ask("sentinel, and now?")).contains("answer of sentinel");
        assertThat(peers()).doesNotContain("failing", "on trial");
    }

    private static void canDoTheSame(FakePeer peer, String name) {
        String info = "{\"name\":\"" + name + "\",\"capabilities\":[\"monitoring\",\"ops\",\"infrastructure\"]}";
        peer.tool("get_info", arguments -> FakePeer.text(info, false));
    }

    private String last() {
        return sentinel.seen()
                .get(sentinel.seen().size() - 1)
                .json()
                .path("params")
                .path("name")
                .asString("");
    }

    private String ask(String question) {
        return octo.text("/api/messages", question).body();
    }

    private String peers() {
        return octo.command("/swarm peers").body();
    }
}
