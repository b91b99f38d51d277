package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.ColleagueGone;
import io.octoswarm.agent.Question;
import io.octoswarm.health.Circuits;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatus;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import io.octoswarm.testing.Parts;
import io.octoswarm.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What happens on the way to a peer, over real HTTP. */
@Timeout(60)
class PeerCallsTests {
    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private Parts parts;
    private Peers peers;
    private PeerColleagues colleagues;

    @BeforeEach
    void start() {
        start(Map.of("SWARM_API_KEY", "first-key,second-key"));
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
        sentinel.close();
    }

    @Test
    void aPeerThatWasTooSlowWhenItWasGreetedIsGreetedAnew() {
        peers.add(sentinel.peer());
        sentinel.fault(Fault.hang());
        McpConnection connection = parts.get(PeerClients.class).of(sentinel.peer());
        assertThatThrownBy(() -> connection.await("get_info", Map.of(), Map.of(), Duration.ofMillis(300)))
                .isInstanceOf(PeerUnreachable.class);
        sentinel.fault(Fault.none());

        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(PeerUnreachable.class)
                .until(() -> connection
                                .await("get_info", Map.of(), Map.of(), Duration.ofSeconds(2))
                                .isError()
                        != Boolean.TRUE);
    }

    @Test
    void theAnswerIsThePeersText() {
        assertThat(ask("How much?")).isEqualTo("answer of sentinel");

        JsonNode arguments = sentinel.calls("ask").get(0).json().path("params").path("arguments");
        assertThat(arguments.path("question").stringValue()).isEqualTo("How much?");
        assertThat(arguments.path("context").stringValue()).isEqualTo("before");
    }

    @Test
    void pathDeadlineAndConversationTravelAlong() {
        colleagues.ask(
                "sentinel", new Question("x", "", List.of("scholar"), SettableClock.START.plusSeconds(20), "c-1"));

        JsonNode meta = sentinel.calls("ask").get(0).json().path("params").path("_meta");
        assertThat(meta.path("octoswarm.io/path")).hasToString("[\"scholar\",\"atlas\"]");
        assertThat(meta.path("octoswarm.io/deadline").stringValue()).isEqualTo("2026-01-02T03:04:25.678Z");
        assertThat(meta.path("octoswarm.io/conversation").stringValue()).isEqualTo("c-1");
        assertThat(meta.path("traceparent").stringValue()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void theFirstKeyIsSentWithEveryRequest() {
        ask("x");

        assertThat(sentinel.seen())
                .filteredOn(seen -> seen.method().equals("POST"))
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("Bearer first-key"));
    }

    @Test
    void aPeersOwnKeyWinsOverTheSwarms() throws IOException {
        Files.writeString(
                parts.home().peersFile(),
                "[{\"name\":\"sentinel\",\"url\":\"" + sentinel.url() + "\",\"api_key\":\"its-own\"}]");
        peers.stop();
        peers.start();
        ask("x");

        assertThat(sentinel.calls("ask"))
                .singleElement()
                .satisfies(call -> assertThat(call.header("Authorization")).isEqualTo("Bearer its-own"));
    }

    @Test
    void inAnOpenSwarmNoKeyIsSent() throws IOException {
        parts.close();
        start(Map.of());
        ask("x");

        assertThat(sentinel.seen())
                .allSatisfy(seen -> assertThat(seen.header("Authorization")).isNull());
    }

    @Test
    void theGreetingIsSaidOnce() {
        ask("x");
        ask("y");

        assertThat(sentinel.seen())
                .filteredOn(seen -> seen.json().path("method").asString("").equals("initialize"))
                .hasSize(1);
    }

    @Test
    void anErrorOfThePeerIsPassedOnInItsWords() {
        sentinel.tool("ask", arguments -> FakePeer.text("I lack a model.", true));

        assertThatThrownBy(() -> ask("x"))
                .isExactlyInstanceOf(CannotAnswer.class)
                .hasMessage("sentinel has no answer: I lack a model.");
        assertThat(status().state()).isNotEqualTo(PeerState.OFFLINE);
    }

    @Test
    void anEmptyAnswerIsNone() {
        sentinel.tool("ask", arguments -> FakePeer.text(" \n", false));

        assertThatThrownBy(() -> ask("x")).hasMessage("sentinel gave an empty answer.");
    }

    @Test
    void aFloodIsCutToABoundedAnswer() {
        sentinel.tool("ask", arguments -> FakePeer.text("x".repeat(1_000_000), false));

        assertThat(ask("x")).hasSizeBetween(100_000, 100_100).endsWith("[cut: 1000000 characters]");
    }

    @Test
    void aDeadPeerIsGoneAndOffline() {
        sentinel.stop();

        assertThatThrownBy(() -> ask("x"))
                .isInstanceOf(ColleagueGone.class)
                .hasMessage("sentinel cannot be reached: connection refused.");
        assertThat(status().state()).isEqualTo(PeerState.OFFLINE);
        assertThat(status().reason()).isEqualTo("connection refused");
    }

    /** Pings tell when it is back; whoever asks meanwhile does not wait for it. */
    @Test
    void aDeadPeerIsNotAskedAgainBeforeItWasSeen() {
        sentinel.stop();
        assertThatThrownBy(() -> ask("x")).isInstanceOf(ColleagueGone.class);
        sentinel.restart();

        assertThatThrownBy(() -> ask("x"))
                .isInstanceOf(ColleagueGone.class)
                .hasMessage("sentinel cannot be reached: connection refused.");
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void aCutConnectionIsGone() {
        ask("x");
        sentinel.fault(Fault.cut());

        assertThatThrownBy(() -> ask("x"))
                .isInstanceOf(ColleagueGone.class)
                .message()
                .startsWith("sentinel cannot be reached: ")
                .doesNotContain("Exception", "java.");
        assertThat(status().state()).isEqualTo(PeerState.FAILING);
    }

    /** It may well work on the question: another one must not be asked the same, and pings tell how it fares. */
    @Test
    void aPeerThatHangsIsNotTakenForDead() {
        ask("x");
        sentinel.fault(Fault.hang());

        assertThatThrownBy(() -> ask("x", Duration.ofSeconds(1)))
                .isExactlyInstanceOf(CannotAnswer.class)
                .hasMessage("sentinel gave no answer within 1 s.");
        assertThat(status().state()).isNotEqualTo(PeerState.OFFLINE);
    }

    @Test
    void aQuestionWhoseTimeIsOverIsNotSent() {
        assertThatThrownBy(() -> ask("x", Duration.ZERO))
                .hasMessage("The time for an answer was over before sentinel could be asked.");
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void aPeerNobodyKnowsCannotBeAsked() {
        assertThatThrownBy(() -> colleagues.ask("nobody", question(Duration.ofSeconds(5))))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage("I know no Octo named nobody.");
    }

    @Test
    void aWrongKeyIsToldAsSuch() {
        sentinel.fault(Fault.status(401));

        assertThatThrownBy(() -> ask("x"))
                .hasMessage("sentinel cannot be reached: it refuses our key (SWARM_API_KEY).");
        assertThat(status().reason()).isEqualTo("it refuses our key (SWARM_API_KEY)");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 500, 502, 503})
    void otherStatusesAreToldWithoutTheirText(int status) {
        sentinel.fault(Fault.status(status));

        CannotAnswer failure = catchThrowableOfType(CannotAnswer.class, () -> ask("x"));
        assertThat(failure.getMessage())
                .startsWith("sentinel cannot be reached: ")
                .doesNotContain("secret", "Exception", "{", "null");
        assertThat(status().state()).isEqualTo(PeerState.FAILING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/html         | <html>secret router</html>
            application/json  | secret
            application/json  | {}
            application/json  | []
            application/json  | {"jsonrpc":"2.0","id":"other","result":"secret"}
            text/event-stream | data: secret
            """)
    void anAnswerThatIsNoneIsToldWithoutItsText(String type, String body) {
        sentinel.fault(Fault.body(type, body));

        assertThatThrownBy(() -> ask("x", Duration.ofSeconds(3)))
                .isInstanceOf(CannotAnswer.class)
                .message()
                .startsWith("sentinel ")
                .doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream"})
    void anAnswerOfAGibibyteIsGivenUpAfterFourMebibytes(String type) {
        long before = used();
        sentinel.fault(Fault.flood(type, 1L << 30));

        assertThatThrownBy(() -> ask("x"))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage("sentinel cannot be reached: its answer is larger than 4 MiB.");
        assertThat(status().reason()).isEqualTo("its answer is larger than 4 MiB");
        assertThat((used() - before) >> 20).as("MiB that stay in use").isLessThan(24);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @CsvSource({"/mcp/, /mcp, 307", "/mcp/, /mcp, 308", "/mcp, /mcp/, 307"})
    void aRedirectBetweenTheTwoSpellingsIsFollowedWithTheKey(String from, String to, int status) {
        peers.add(new Peer("sentinel", sentinel.url(from), List.of()));
        sentinel.fault(Fault.redirectFrom(from, status, sentinel.url(to)));

        assertThat(ask("x")).isEqualTo("answer of sentinel");
        assertThat(sentinel.calls("ask"))
                .filteredOn(call -> call.path().equals(to))
                .singleElement()
                .satisfies(call -> assertThat(call.header("Authorization")).isEqualTo("Bearer first-key"));
    }

    @Test
    void aRelativeRedirectIsFollowedToo() {
        sentinel.fault(Fault.redirectFrom("/mcp/", 307, URI.create("/mcp")));

        assertThat(ask("x")).isEqualTo("answer of sentinel");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectToAnotherOriginIsNeverFollowed(int status) {
        try (FakePeer thief = FakePeer.start("thief")) {
            sentinel.fault(Fault.redirectFrom("/mcp/", status, thief.url("/mcp/")));

            assertThatThrownBy(() -> ask("x")).isInstanceOf(CannotAnswer.class);

            assertThat(thief.seen()).isEmpty();
        }
    }

    @Test
    void aRedirectToItselfEnds() {
        sentinel.fault(Fault.redirectFrom("/mcp/", 307, sentinel.url("/mcp/")));

        assertThatThrownBy(() -> ask("x")).isInstanceOf(CannotAnswer.class);
        assertThat(sentinel.seen()).hasSizeLessThan(10);
    }

    @Test
    void afterARestartThatLostTheSessionTheQuestionIsAskedOnceMore() {
        AtomicInteger answered = new AtomicInteger();
        sentinel.stateful().tool("ask", arguments -> FakePeer.text("answer " + answered.incrementAndGet(), false));
        ask("x");
        sentinel.restart();

        assertThat(ask("x")).isEqualTo("answer 2");
        assertThat(answered).hasValue(2);
    }

    /** The peer may have done it before it forgot us, and then it would be done twice. */
    @Test
    void afterSuchARestartNothingIsRepeatedThatMustNotBeDoneTwice() {
        AtomicInteger sent = new AtomicInteger();
        sentinel.stateful().tool("dispatch_task", arguments -> FakePeer.text("task " + sent.incrementAndGet(), false));
        assertThat(dispatch(Map.of())).isEqualTo("task 1");

        sentinel.restart();
        assertThatThrownBy(() -> dispatch(Map.of())).isInstanceOf(PeerUnreachable.class);
        assertThat(dispatch(Map.of())).isEqualTo("task 2");

        sentinel.restart();
        assertThat(dispatch(Map.of("octoswarm.io/idempotency-key", "once"))).isEqualTo("task 3");
    }

    @Test
    void aRefusalIsOneBoundedLine() {
        sentinel.fault((exchange, closing) -> {
            boolean call = sentinel.calls("ask").size() > 0;
            String id = call ? sentinel.calls("ask").get(0).json().path("id").toString() : "";
            return call
                    && Fault.body(
                                    "application/json",
                                    "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-1,\"message\":\"a\\nb"
                                            + "x".repeat(100_000) + "\"}}")
                            .meet(exchange, closing);
        });

        assertThatThrownBy(() -> ask("x"))
                .isExactlyInstanceOf(CannotAnswer.class)
                .message()
                .startsWith("sentinel refused the question: a b")
                .hasSizeLessThan(1_000);
    }

    @Test
    void aPeerThatForgetsEverySessionIsNotAskedForEver() {
        sentinel.stateful();
        ask("x");
        sentinel.fault((exchange, closing) -> {
            boolean call = exchange.getRequestHeaders().getFirst("Mcp-Session-Id") != null;
            return call && Fault.status(404).meet(exchange, closing);
        });

        assertThatThrownBy(() -> ask("x")).isInstanceOf(CannotAnswer.class);
        assertThat(sentinel.calls("ask")).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aPeerWithoutTheToolRefusesAndIsNotDead() {
        FakePeer plain = FakePeer.start("plain");
        try (plain) {
            plain.withoutTool("ask");
            peers.add(plain.peer());

            assertThatThrownBy(() -> colleagues.ask("plain", question(Duration.ofSeconds(20))))
                    .isExactlyInstanceOf(CannotAnswer.class)
                    .hasMessageStartingWith("plain refused the question: ");
            assertThat(peers.find("plain").orElseThrow().status().state()).isNotEqualTo(PeerState.OFFLINE);
        }
    }

    @Test
    void aRemovedPeersSessionIsEnded() {
        sentinel.stateful();
        ask("x");

        peers.remove("sentinel");

        org.awaitility.Awaitility.await()
                .until(() ->
                        sentinel.seen().stream().anyMatch(seen -> seen.method().equals("DELETE")));
    }

    @Test
    void closingWhilePeersAreDeadIsQuick() {
        ask("x");
        sentinel.fault(Fault.hang());

        assertThatCode(() -> parts.close()).doesNotThrowAnyException();
    }

    private void start(Map<String, String> settings) {
        parts = Parts.of(folder, settings)
                .with("http", PeerHttp.class, PeerHttp::create)
                .with(Circuits.class, PeerClients.class, PeerCalls.class, PassedOn.class, PeerColleagues.class)
                .start();
        peers = parts.get(Peers.class);
        colleagues = parts.get(PeerColleagues.class);
        peers.add(sentinel.peer());
    }

    private String ask(String text) {
        return ask(text, Duration.ofSeconds(20));
    }

    private String ask(String text, Duration time) {
        return colleagues.ask(
                "sentinel",
                new Question(text, "before", List.of(), parts.clock().instant().plus(time), null));
    }

    private String dispatch(Map<String, Object> meta) {
        return ResultText.of(parts.get(PeerClients.class)
                .of(sentinel.peer())
                .await("dispatch_task", Map.of("task", "x"), meta, Duration.ofSeconds(20)));
    }

    private Question question(Duration time) {
        return new Question("x", "", List.of(), parts.clock().instant().plus(time), null);
    }

    private PeerStatus status() {
        return peers.find("sentinel").orElseThrow().status();
    }
}
