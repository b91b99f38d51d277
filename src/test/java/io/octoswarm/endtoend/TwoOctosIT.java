package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The documentation's two instances, as two processes of the built jar. One story: the tests stand in its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoOctosIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static OctoProcess atlas;
    private static OctoProcess sentinel;

    @BeforeAll
    static void startBoth() {
        atlas = OctoProcess.start(
                folder.resolve("atlas"),
                "atlas",
                Map.of("SWARM_ROLE", "supervisor", "SWARM_CAPABILITIES", "research,coding"));
        sentinel = OctoProcess.start(
                folder.resolve("sentinel"), "sentinel", Map.of("SWARM_CAPABILITIES", "monitoring,ops,infrastructure"));
    }

    @AfterAll
    static void endBoth() {
        atlas.close();
        sentinel.close();
    }

    @Test
    @Order(1)
    void eachIsAddedToTheOther() {
        Said onAtlas = atlas.terminal("/swarm", "add", "sentinel", sentinel.mcpUrl());
        assertThat(onAtlas.status()).isZero();
        assertThat(onAtlas.text()).contains("sentinel was added: online", "monitoring, ops, infrastructure");
        assertThat(sentinel.terminal("/swarm", "add", "atlas", atlas.mcpUrl()).text())
                .contains("atlas was added: online");
        assertThat(atlas.terminal("/swarm", "peers").text()).contains("sentinel", "online", sentinel.mcpUrl());
        assertThat(atlas.folder().resolve(".octo/swarm/peers.json")).content().contains("\"sentinel\"");
    }

    @Test
    @Order(2)
    void aQuestionToAtlasIsAnsweredBySentinelWhoIsFitForIt() {
        Said answer = atlas.terminal("ask", "What's the server uptime?");
        assertThat(answer.status()).isZero();
        assertThat(answer.text()).startsWith("sentinel: Server uptime: ").contains("Last restart: ");
        assertThat(atlas.log()).contains("Asking sentinel: sentinel fits best");
    }

    @Test
    @Order(3)
    void everyAcknowledgedTaskOutlivesKill9() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> sentinel.call(
                        "dispatch_task", Map.of("task", "check server uptime, please; number " + i), Map.of()))
                .map(receipt -> receipt.path("task_id").asString())
                .toList();
        sentinel.kill();
        sentinel.start();
        for (String id : ids) {
            await().atMost(LONG).untilAsserted(() -> {
                JsonNode task = sentinel.call("check_task", Map.of("task_id", id), Map.of());
                assertThat(task.path("status").asString()).isEqualTo("completed");
                assertThat(task.path("result").asString()).contains("Server uptime: ");
            });
        }
    }

    @Test
    @Order(4)
    void theSameIdempotencyKeyGivesTheSameTaskAlsoAfterARestart() {
        Map<String, Object> meta = Map.of("octoswarm.io/idempotency-key", "lost-reply-1");
        String first = sentinel.call("dispatch_task", Map.of("task", "uptime"), meta)
                .path("task_id")
                .asString();
        sentinel.kill();
        sentinel.start();
        assertThat(sentinel.call("dispatch_task", Map.of("task", "uptime"), meta)
                        .path("task_id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    @Order(5)
    void aPeerThatDiesIsOfflineSoonAndTheAnswerSaysSo() {
        await().atMost(LONG).until(() -> atlas.command("/swarm peers").text().contains("online"));
        sentinel.kill();
        await().atMost(LONG).until(() -> atlas.command("/swarm peers").text().contains("offline"));
        assertThat(atlas.ask("What's the server uptime?").text())
                .startsWith("sentinel is offline: connection refused.")
                .contains("atlas itself: Server uptime: ");
        Said named = atlas.ask("sentinel, check the logs");
        assertThat(named.status()).isEqualTo(422);
        assertThat(named.text()).contains("sentinel is offline: connection refused");
        assertThat(atlas.command("/swarm why check the logs").text()).contains("out: offline: connection refused");
    }

    @Test
    @Order(6)
    void aCallFindsADeadPeerBeforeThePingsDo() {
        sentinel.start();
        await().atMost(LONG).until(() -> atlas.command("/swarm ping").text().contains("online"));
        sentinel.kill();
        assertThat(atlas.ask("What's the server uptime?").text()).contains("sentinel is offline", "atlas itself");
    }

    @Test
    @Order(7)
    void aPeerThatReturnsTakesQuestionsAgain() {
        sentinel.start();
        await().atMost(LONG)
                .until(() -> atlas.ask("What's the server uptime?").text().startsWith("sentinel: "));
    }

    @Test
    @Order(8)
    void aTaskAtAPeerIsFollowedAcrossTheKillsOfBothSides() {
        String said =
                atlas.command("/swarm post to=sentinel check server uptime").text();
        assertThat(said).contains("goes to sentinel");
        String id = said.substring(0, said.indexOf(' '));
        sentinel.kill();
        atlas.kill();
        atlas.start();
        sentinel.start();
        await().atMost(LONG)
                .until(() -> atlas.command("/swarm task " + id).text().contains("completed, "));
        assertThat(atlas.command("/swarm task " + id).text())
                .contains("At        sentinel, as swarm-", "Server uptime: ");
        assertThat(sentinel.command("/swarm tasks octo=atlas").text().lines()).hasSize(1);
    }

    @Test
    @Order(9)
    void peersAreRemovedAndEditedByHandWithoutARestart() throws IOException {
        assertThat(atlas.terminal("/swarm", "remove", "sentinel").text()).contains("To undo: /swarm add sentinel");
        assertThat(atlas.ask("What's the server uptime?").text()).startsWith("Server uptime: ");
        Path file = atlas.folder().resolve(".octo/swarm/peers.json");
        Files.writeString(
                file,
                "[{\"name\":\"sentinel\",\"url\":\"" + sentinel.mcpUrl()
                        + "\",\"capabilities\":[\"ops\"],\"last_seen\":\"x\"}]");
        await().atMost(LONG)
                .until(() -> atlas.ask("What's the server uptime?").text().startsWith("sentinel: "));
        Files.writeString(file, "[{\"name\":\"sentinel\",\n \"url\": oops}]");
        await().atMost(LONG).until(() -> atlas.command("/swarm peers").text().contains("peers.json line 2, column"));
        assertThat(atlas.command("/swarm peers").text()).contains("sentinel");
        assertThat(file).content().contains("oops");
    }

    @Test
    @Order(10)
    void theTerminalTellsHowItWent() {
        assertThat(atlas.terminal("/swarm").status()).isZero();
        assertThat(atlas.terminal("/swarm", "add", "x").status()).isEqualTo(1);
        assertThat(atlas.terminal("/swarm", "add", "x").text()).contains("Usage: /swarm add <name> <url>");
        sentinel.stop();
        assertThat(sentinel.terminal("/swarm").status()).isEqualTo(2);
    }
}
