package io.octoswarm.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTests {
    private static final String CONVERSATION = "web:4711";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestOcto octo;

    @BeforeEach
    void start(@TempDir Path folder) {
        octo = TestOcto.start(folder, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        octo.close();
    }

    @Test
    void anOpenPageIsToldAtOnceAndAtEveryChange() throws IOException {
        Queue<String> lines = listen();
        await().until(() -> lines.stream().anyMatch(line -> line.contains("\"peers\":[]")));

        try (FakePeer peer = FakePeer.start("sentinel")) {
            octo.part(Peers.class).add(peer.peer());
            await().until(() -> lines.stream()
                    .anyMatch(line -> line.contains("\"name\":\"sentinel\"") && line.contains("\"online\"")));
        }
    }

    @Test
    void aResultIsToldToItsConversationAndStandsInItFromThenOn() {
        Queue<String> mine = listen();
        octo.text("/api/messages?conversation=" + CONVERSATION, "/swarm post What time is it?");

        await().until(() -> mine.contains("event:result"));
        assertThat(octo.get("/api/messages?conversation=" + CONVERSATION).body())
                .contains("What time is it?");
        assertThat(octo.get("/api/results/next").statusCode())
                .as("the terminal's conversation is another one")
                .isEqualTo(204);
    }

    @Test
    void whatIsSaidIsToldToItsConversationAlone() {
        Queue<String> mine = listen();
        await().until(() -> mine.contains("event:status"));

        octo.text("/api/messages?conversation=web:4712", "Who are you?");
        octo.publish(new PeerLeft(new Peer("gone", URI.create("http://127.0.0.1:1/mcp/"), List.of())));
        await().until(() -> mine.stream().filter("event:status"::equals).count() >= 2);
        assertThat(mine).doesNotContain("event:said");

        octo.text("/api/messages?conversation=" + CONVERSATION, "Who are you?");
        await().until(() -> mine.contains("event:said"));
    }

    @Test
    void whatWasAcknowledgedIsNotToldToTheNextPage() {
        octo.text("/api/messages?conversation=" + CONVERSATION, "/swarm post What time is it?");
        Queue<String> first = listen();
        await().until(() -> first.contains("event:result"));
        String id = first.stream()
                .filter(line -> line.startsWith("data:swarm-"))
                .findFirst()
                .orElseThrow()
                .substring("data:".length());

        assertThat(octo.text("/api/results/" + id + "/receipt", "").statusCode())
                .isEqualTo(204);
        Queue<String> second = listen();
        await().until(() -> second.stream().filter("event:status"::equals).count() >= 1);
        octo.publish(new PeerLeft(new Peer("gone", URI.create("http://127.0.0.1:1/mcp/"), List.of())));
        await().until(() -> second.stream().filter("event:status"::equals).count() >= 2);
        assertThat(second).doesNotContain("event:result");
    }

    @Test
    void theOctoEndsThoughPagesAreOpen() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        open().thenAccept(response -> {
            response.body().forEach(lines::add);
            end.complete(null);
        });
        await().until(() -> !lines.isEmpty());

        octo.part(EventsController.class).stop();

        assertThat(end).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aConversationOfAnotherDoorIsNobodysHere() {
        assertThat(octo.get("/api/events?conversation=telegram:1").statusCode()).isEqualTo(400);
        assertThat(octo.get("/api/messages?conversation=telegram:1").statusCode())
                .isEqualTo(400);
    }

    private Queue<String> listen() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        open().thenAccept(response -> response.body().forEach(lines::add));
        return lines;
    }

    private CompletableFuture<HttpResponse<Stream<String>>> open() {
        return http.sendAsync(
                octo.request("/api/events?conversation=" + CONVERSATION).build(), HttpResponse.BodyHandlers.ofLines());
    }
}
