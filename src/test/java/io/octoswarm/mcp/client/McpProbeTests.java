package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class McpProbeTests {
    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private Parts parts;

    @BeforeEach
    void start() {
        parts = Parts.of(folder)
                .with("http", PeerHttp.class, PeerHttp::create)
                .with(PeerClients.class, McpProbe.class)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
        sentinel.close();
    }

    @Test
    void thePythonOriginalTellsItsNameAndCapabilitiesAndHasAModel() throws Exception {
        tells("{\"name\":\"sentinel\",\"capabilities\":[\"monitoring\",\"ops\"],\"status\":\"online\"}");

        assertThat(info())
                .isEqualTo(new PeerInfo(
                        "sentinel", List.of("monitoring", "ops"), null, null, null, Profile.NONE, true, null, null));
    }

    /** Python servers of the revision before the newest refuse whoever claims that one, with a session or without. */
    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void aServerOfAnOlderRevisionIsSpokenWithInThatOne(String revision) throws Exception {
        sentinel.stateful().speaking(revision);

        assertThat(info().name()).isEqualTo("sentinel");
        await().until(() ->
                sentinel.seen().stream().anyMatch(request -> request.method().equals("GET")));
        assertThat(info().name()).isEqualTo("sentinel");
        assertThat(sentinel.seen())
                .filteredOn(request -> !request.method().equals("POST"))
                .extracting(request -> request.header("MCP-Protocol-Version"))
                .containsAnyOf(null, revision)
                .allMatch(claimed -> claimed == null || claimed.equals(revision));
    }

    @Test
    void whatFastMcpWrapsIsUnwrapped() throws Exception {
        sentinel.tool("get_info", arguments -> {
            ObjectNode result = FakePeer.text("{}", false);
            result.putObject("structuredContent").putObject("result").put("name", "sentinel");
            return result;
        });

        assertThat(info().name()).isEqualTo("sentinel");
    }

    @Test
    void anOctoTellsMore() throws Exception {
        tells("{\"name\":\"sentinel\",\"capabilities\":[],\"role\":\"worker\",\"version\":\"0.1.0\","
                + "\"load\":{\"running\":1,\"queued\":2,\"capacity\":3}}");

        assertThat(info()).isEqualTo(new PeerInfo("sentinel", List.of(), "worker", "0.1.0", new Load(1, 2, 3)));
    }

    @Test
    void aProfileAndAModelAreHeardToo() throws Exception {
        tells("{\"name\":\"pi\",\"capabilities\":[],\"role\":\"worker\",\"agent\":\"ollama\","
                + "\"description\":\"looks after the cellar\",\"examples\":[\"check the freezer\"]}");

        PeerInfo info = info();
        assertThat(info.profile()).isEqualTo(new Profile("looks after the cellar", List.of("check the freezer")));
        assertThat(info.model()).isTrue();
    }

    @Test
    void uglyFieldsAreBoundedOrLeftOut() throws Exception {
        tells("{\"name\":\"" + "n".repeat(5_000) + "\",\"capabilities\":[\"ops\\n\\u001b[31m\",5,null,{}],"
                + "\"role\":7,\"version\":[],\"load\":{\"running\":-5,\"queued\":\"x\"}}");

        PeerInfo info = info();
        assertThat(info.name()).hasSizeBetween(200, 203);
        assertThat(info.capabilities())
                .singleElement()
                .asString()
                .startsWith("ops")
                .doesNotContain("\n", "\u001b");
        assertThat(info.role()).isNull();
        assertThat(info.version()).isNull();
        assertThat(info.load()).isEqualTo(new Load(0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                       | it is no Octo: get_info told no name
            {"name":5}               | it is no Octo: get_info told no name
            []                       | it is no Octo: get_info told no JSON object
            5                        | it is no Octo: get_info told no JSON object
            secret                   | it is no Octo: get_info told no JSON object
            {"name":                 | it is no Octo: get_info told no JSON object
            """)
    void whoTellsNoNameIsNoOcto(String text, String reason) {
        tells(text);

        assertThatThrownBy(this::info).hasCauseInstanceOf(PeerUnreachable.class).hasRootCauseMessage(reason);
    }

    @Test
    void whoAnswersWithAnErrorIsNoOcto() {
        sentinel.tool("get_info", arguments -> FakePeer.text("{\"name\":\"sentinel\"}", true));

        assertThatThrownBy(this::info).hasRootCauseMessage("it is no Octo: it offers no get_info");
    }

    @Test
    void whoOffersNoSuchToolIsNoOcto() {
        sentinel.withoutTool("get_info");

        assertThatThrownBy(this::info).hasRootCauseMessage("it is no Octo: it offers no get_info");
    }

    @Test
    void aWebServerIsNoMcpEndpoint() {
        sentinel.fault(Fault.status(404));

        assertThatThrownBy(this::info)
                .hasRootCauseMessage("its URL is no MCP endpoint (HTTP status 404; an Octo's ends in /mcp/, and its"
                        + " SWARM_ENABLED is true)");
    }

    /** What Tomcat answers to a request without TLS. */
    @Test
    void aServerThatSpeaksTlsIsGuessedAt() {
        sentinel.fault(Fault.status(400));

        assertThatThrownBy(this::info)
                .hasRootCauseMessage("its URL is no MCP endpoint (HTTP status 400; is it one with https?)");
    }

    @Test
    void theLimitIsKept() {
        sentinel.fault(Fault.hang());

        assertThatThrownBy(() -> parts.get(McpProbe.class)
                        .introduction(sentinel.peer(), Duration.ofMillis(300))
                        .get(4, TimeUnit.SECONDS))
                .hasRootCauseMessage("no answer in time");
    }

    @Test
    void aLookAtAStrangerLeavesNoSessionBehind() throws Exception {
        sentinel.stateful();

        info();

        org.awaitility.Awaitility.await()
                .until(() ->
                        sentinel.seen().stream().anyMatch(seen -> seen.method().equals("DELETE")));
    }

    @Test
    void aKnownPeersConnectionIsKept() throws Exception {
        parts.get(Peers.class).add(sentinel.peer());
        for (int look = 0; look < 2; look++) {
            parts.get(McpProbe.class)
                    .info(sentinel.peer(), Duration.ofSeconds(20))
                    .get(60, TimeUnit.SECONDS);
        }

        assertThat(sentinel.seen())
                .filteredOn(seen -> seen.json().path("method").asString("").equals("initialize"))
                .hasSize(1);
    }

    @Test
    void oneThatIsNoPeerAnyMoreIsNotSpokenWith() {
        assertThatThrownBy(() -> parts.get(McpProbe.class)
                        .info(sentinel.peer(), Duration.ofSeconds(20))
                        .get(60, TimeUnit.SECONDS))
                .hasRootCauseMessage("it is no peer any more");
        assertThat(sentinel.seen()).isEmpty();
    }

    private void tells(String text) {
        sentinel.tool("get_info", arguments -> FakePeer.text(text, false));
    }

    private PeerInfo info() throws Exception {
        return parts.get(McpProbe.class)
                .introduction(sentinel.peer(), Duration.ofSeconds(20))
                .get(60, TimeUnit.SECONDS);
    }
}
