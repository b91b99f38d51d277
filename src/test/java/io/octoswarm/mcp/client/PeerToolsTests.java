package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.agent.Question;
import io.octoswarm.health.Circuits;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import io.octoswarm.testing.Parts;
import io.octoswarm.testing.PeerNews;
import io.octoswarm.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class PeerToolsTests {
    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private final FakePeer scholar = FakePeer.start("scholar");
    private Parts parts;
    private Peers peers;
    private PeerNews news;
    private PeerTools tools;

    @BeforeEach
    void start() {
        parts = Parts.of(folder)
                .with("http", PeerHttp.class, PeerHttp::create)
                .with(Circuits.class, PeerClients.class, PeerCalls.class)
                .with(PassedOn.class, PeerColleagues.class, PeerTools.class)
                .start();
        peers = parts.get(Peers.class);
        news = new PeerNews(peers, parts.clock());
        tools = parts.get(PeerTools.class);
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
        sentinel.close();
        scholar.close();
    }

    @Test
    void thereAreNoneWithoutPeers() {
        assertThat(tools.getToolCallbacks()).isEmpty();
    }

    @Test
    void aPeersToolsAppearWhenItComesOnline() {
        peers.add(sentinel.peer());
        assertThat(names()).isEmpty();

        news.seen(sentinel.peer());

        await().until(() -> names().equals(List.of("sentinel__ask", "sentinel__get_info")));
        assertThat(tools.getToolCallbacks()[0].getToolDefinition().description())
                .isEqualTo("[described by sentinel] ask of sentinel");
        assertThat(tools.getToolCallbacks()[0].getToolDefinition().inputSchema())
                .contains("\"type\":\"object\"");
    }

    @Test
    void theyVanishWhenItGoesOfflineAndReturnWithIt() {
        online(sentinel);
        news.failed(sentinel.peer(), "connection refused");
        assertThat(names()).isEmpty();

        sentinel.tool("reboot", arguments -> FakePeer.text("no", true));
        news.seen(sentinel.peer());

        await().until(() -> names().equals(List.of("sentinel__ask", "sentinel__get_info", "sentinel__reboot")));
    }

    @Test
    void theyVanishWhenItIsRemoved() {
        online(sentinel);
        online(scholar);

        peers.remove("sentinel");

        assertThat(names()).containsExactly("scholar__ask", "scholar__get_info");
    }

    @Test
    void oneSilentPeerHoldsUpNobody() {
        sentinel.fault(Fault.hang());
        peers.add(sentinel.peer());
        news.seen(sentinel.peer());

        online(scholar);

        assertThat(names()).containsExactly("scholar__ask", "scholar__get_info");
    }

    @Test
    void aToolIsCalledWithItsArguments() {
        sentinel.tool(
                "ask",
                arguments -> FakePeer.text("heard " + arguments.path("question").asString(""), false));
        online(sentinel);

        assertThat(tools.getToolCallbacks()[0].call("{\"question\":\"How much?\"}"))
                .isEqualTo("heard How much?");
    }

    @Test
    void theQuestionsPathAndDeadlineTravelAlong() {
        sentinel.tool("ask", arguments -> FakePeer.text("yes", false));
        online(sentinel);
        Question question = new Question("x", "", List.of("scholar"), SettableClock.START.plusSeconds(20), "c-1");

        assertThat(tools.getToolCallbacks()[0].call("{}", new ToolContext(Map.of("question", question))))
                .isEqualTo("yes");

        JsonNode meta = sentinel.calls("ask").get(0).json().path("params").path("_meta");
        assertThat(meta.path("octoswarm.io/path")).hasToString("[\"scholar\",\"atlas\"]");
        assertThat(meta.path("octoswarm.io/deadline").stringValue())
                .isEqualTo(SettableClock.START.plusSeconds(20).toString());
        assertThat(meta.path("octoswarm.io/conversation").stringValue()).isEqualTo("c-1");
    }

    @Test
    void noPeerIsCalledAfterTheDeadline() {
        online(sentinel);
        Question question = new Question("x", "", List.of(), SettableClock.START, null);

        assertThat(tools.getToolCallbacks()[0].call("{}", new ToolContext(Map.of("question", question))))
                .isEqualTo("Error: sentinel cannot be reached: no answer in time.");
        assertThat(sentinel.calls("ask")).isEmpty();
    }

    @Test
    void whateverGoesWrongComesBackAsText() {
        online(sentinel);
        ToolCallback ask = tools.getToolCallbacks()[0];
        sentinel.tool("ask", arguments -> FakePeer.text("I lack a model.", true));

        assertThat(ask.call("{}")).isEqualTo("Error from sentinel: I lack a model.");
        assertThat(ask.call("oops")).isEqualTo("Error: the arguments of sentinel__ask must be a JSON object.");
        assertThat(ask.call("[1]")).isEqualTo("Error: the arguments of sentinel__ask must be a JSON object.");
        assertThat(ask.call("")).isEqualTo("Error: the arguments of sentinel__ask must be a JSON object.");

        sentinel.withoutTool("ask");
        assertThat(ask.call("{}")).startsWith("Error: sentinel refused the call: ");
        sentinel.stop();
        assertThat(ask.call("{}")).startsWith("Error: sentinel cannot be reached: ");
        assertThat(peers.find("sentinel").orElseThrow().status().state()).isEqualTo(PeerState.OFFLINE);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a.b",
                "x\ny",
                "über",
                "",
                "sixty-five-characters-are-one-more-than-a-model-takes-as-a-name-12"
            })
    void aToolWithANameThatNoModelTakesIsLeftOut(String name) {
        sentinel.tool(name, arguments -> FakePeer.text("x", false));
        online(sentinel);

        assertThat(names()).containsExactly("sentinel__ask", "sentinel__get_info");
    }

    @Test
    void aFloodOfToolsAndWordsIsBounded() {
        for (int i = 0; i < 200; i++) {
            sentinel.tool("tool" + i, "d".repeat(20_000), arguments -> FakePeer.text("x", false));
        }
        online(sentinel);

        assertThat(tools.getToolCallbacks())
                .hasSizeLessThanOrEqualTo(64)
                .allSatisfy(tool ->
                        assertThat(tool.getToolDefinition().description()).hasSizeLessThan(1_100));
    }

    /** Every HTTP client of the JDK keeps threads for good, which is why all peers share one. */
    @Test
    void peersThatComeAndGoLeaveNoThreadsBehind() {
        online(sentinel);
        peers.remove("sentinel");
        int before = Thread.activeCount();

        for (int i = 0; i < 50; i++) {
            online(sentinel);
            peers.remove("sentinel");
        }

        await().until(() -> Thread.activeCount() < before + 50);
        assertThat(names()).isEmpty();
    }

    private void online(FakePeer peer) {
        peers.add(peer.peer());
        news.seen(peer.peer());
        await().until(() ->
                names().stream().anyMatch(name -> name.startsWith(peer.peer().name())));
    }

    private List<String> names() {
        return Arrays.stream(tools.getToolCallbacks())
                .map(tool -> tool.getToolDefinition().name())
                .toList();
    }
}
