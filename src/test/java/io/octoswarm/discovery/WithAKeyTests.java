package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.Challenge;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Octos that have a key meet each other, and those who would like to have it. */
class WithAKeyTests {
    private static final String KEY = "the-swarms-key";

    @TempDir
    private static Path folder;

    private static TestOcto atlas;
    private static TestOcto sentinel;

    private final FakePeer rogue = FakePeer.start("rogue");
    private Neighbourhood network;

    @BeforeAll
    static void start() {
        atlas = TestOcto.start(folder.resolve("atlas"), Map.of("SWARM_API_KEY", KEY));
        sentinel = TestOcto.start(
                folder.resolve("sentinel"), Map.of("SWARM_NAME", "sentinel", "SWARM_API_KEY", "a-newer-key," + KEY));
    }

    @AfterAll
    static void stop() throws IOException {
        atlas.close();
        sentinel.close();
    }

    @BeforeEach
    void look() {
        network = new Neighbourhood(atlas);
    }

    @AfterEach
    void forget() {
        for (String name : List.of("rogue", "sentinel")) {
            atlas.part(Peers.class).lost(name);
        }
        network.close();
        rogue.close();
    }

    /** The word of anybody on the network. */
    @Test
    void whoIsLetInStaysThoughItIsSaidToBeOneOfOurName() {
        network.announce("sentinel", sentinel.url("/mcp/"));
        network.until(() -> network.isPeer("sentinel"));

        network.drop("sentinel");
        network.pass(Duration.ofSeconds(1));

        assertThat(network.isPeer("sentinel")).isTrue();
    }

    /** Each of them is waited for; the list would be too long for the last one to have its turn. */
    @Test
    void manyMadeUpNamesKeepNobodyOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 180; i++) {
                network.announce("ghost-" + i, URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/mcp/" + i));
            }
            network.pass(Duration.ofSeconds(1));
            network.announce("sentinel", sentinel.url("/mcp/"));

            network.until(() -> network.isPeer("sentinel"));
        }
    }

    @Test
    void oneThatHasTheKeyAsASecondOneJoinsByItselfAndIsAsked() {
        network.announce("sentinel", sentinel.url("/mcp/"));
        network.until(() -> network.isPeer("sentinel"));

        assertThat(known("sentinel").admission()).isEqualTo(Admission.PROVEN);
        network.until(() -> known("sentinel").online()); // get_info was answered, so the key was right
        assertThat(say("/api/messages", "sentinel, what is your uptime?").body())
                .startsWith("sentinel: ");
    }

    @Test
    void aRogueGetsNeitherTheKeyNorAQuestion() {
        rogue.page("/proof", query -> "{\"proofs\":[\"00\",\"" + "ab".repeat(32) + "\",7,null]}");
        network.announce("rogue", rogue.url());
        network.until(() -> network.waits("rogue"));
        network.pass(Duration.ofMinutes(1));

        assertThat(say("/api/command", "/swarm peers").body())
                .contains("rogue  waiting", "has not shown that it has our key");
        assertThat(say("/api/command", "/swarm approve rogue"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("/swarm add rogue " + rogue.url()));
        assertThat(say("/api/messages", "rogue, what is your uptime?").body()).doesNotContain("answer of rogue");
        assertNothingWasGivenAway(rogue);
    }

    @Test
    void aProofThatWasHeardBeforeIsWorthNothing() throws Exception {
        String heard = proofOf("ab".repeat(32));
        assertThat(heard).contains("proofs");
        rogue.page("/proof", query -> heard);

        assertThat(shown("rogue", rogue.url())).isFalse();
        assertThat(shown("sentinel", rogue.url())).isFalse();
        assertNothingWasGivenAway(rogue);
    }

    @Test
    void aProofThatIsPassedOnFromAnotherHostIsWorthNothing() {
        List<String> passed = new CopyOnWriteArrayList<>();
        rogue.page("/proof", query -> {
            String real = proofOf(query.substring("nonce=".length()));
            passed.add(real);
            return real;
        });

        network.announce("rogue", rogue.url());
        network.until(() -> network.waits("rogue"));
        assertThat(shown("rogue", rogue.url())).isFalse();
        assertThat(shown("sentinel", rogue.url())).isFalse(); // even under the name of the one who made it

        assertThat(passed).hasSizeGreaterThanOrEqualTo(3).allMatch(proof -> proof.contains("proofs"));
        assertNothingWasGivenAway(rogue);
    }

    /** The one that has the key would even make a proof for the asker, but not for the host that was asked. */
    @Test
    void aRogueThatRedirectsToOneThatHasTheKeyProvesNothing() {
        rogue.fault((exchange, closing) -> {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            sentinel.url(exchange.getRequestURI().toString()).toString());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
            return true;
        });
        network.announce("rogue", rogue.url());
        network.until(() -> network.waits("rogue"));

        assertThat(shown("rogue", rogue.url())).isFalse();
        assertThat(shown("sentinel", rogue.url())).isFalse();
        assertNothingWasGivenAway(rogue);
    }

    @Test
    void anotherNameThanItsOwnIsNotProven() {
        assertThat(shown("sentinel", sentinel.url("/mcp/"))).isTrue();
        assertThat(shown("SENTINEL", sentinel.url("/mcp/"))).isTrue();
        assertThat(shown("boss", sentinel.url("/mcp/"))).isFalse();
    }

    @Test
    void aHostNameIsNoAddress() {
        Challenge challenge = atlas.part(Challenge.class);

        for (String url : List.of("http://localhost:9100/", "http://pi.local:9100/", "http://0x7f.1:9100/")) {
            assertThatThrownBy(() -> challenge.put("sentinel", URI.create(url), null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> challenge.put("../../x", rogue.url(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        rogue.page("/proof", query -> "{\"proofs\":[\"" + "x".repeat(50_000_000) + "\"]}");

        assertThatThrownBy(() -> atlas.part(Challenge.class)
                        .put("rogue", rogue.url(), null)
                        .get(60, TimeUnit.SECONDS))
                .hasMessageContaining("too long");
    }

    @Test
    void aSilentOneIsNotWaitedFor() {
        rogue.fault(Fault.hang());

        assertThatThrownBy(() -> atlas.part(Challenge.class)
                        .put("rogue", rogue.url(), null)
                        .get(60, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.ExecutionException.class);
    }

    /** A peer's address may be another host's a minute later. */
    @Test
    void whoeverTakesAProvenPeersAddressGetsNotTheKey() throws Exception {
        Path home = folder.resolve("mole");
        TestOcto mole = TestOcto.start(home, Map.of("SWARM_NAME", "mole", "SWARM_API_KEY", KEY));
        URI url = mole.url("/mcp/");
        network.announce("mole", url);
        network.until(() -> network.isPeer("mole") && known("mole").online());
        mole.close();
        network.until(() -> !known("mole").online());
        try (FakePeer usurper = FakePeer.start("mole", url.getPort())) {
            await().atMost(Duration.ofSeconds(60)) // the heartbeats' own time: after two minutes it is no peer any more
                    .until(() -> usurper.seen().stream()
                                    .anyMatch(seen -> seen.path().equals("/proof"))
                            && String.valueOf(known("mole").status().reason()).contains("our key"));

            assertNothingWasGivenAway(usurper);
        } finally {
            atlas.part(Peers.class).lost("mole");
        }
    }

    @Test
    void oneThatIsNoPeerAnyMoreGetsNothing() {
        assertThat(atlas.part(PeerProbe.class).info(rogue.peer(), Duration.ofSeconds(5)))
                .isCompletedExceptionally();
        assertThat(rogue.seen()).isEmpty();
    }

    private static void assertNothingWasGivenAway(FakePeer host) {
        assertThat(host.seen())
                .isNotEmpty()
                .allMatch(seen -> seen.header("Authorization") == null)
                .noneMatch(seen -> seen.body().contains(KEY))
                .noneMatch(seen -> seen.json().path("method").asString("").equals("tools/call"));
    }

    private static HttpResponse<String> say(String path, String line) {
        return atlas.send(atlas.request(path)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(line)));
    }

    private static boolean shown(String name, URI url) {
        return atlas.part(Challenge.class).put(name, url, null).join().isPresent();
    }

    private static String proofOf(String nonce) {
        return sentinel.get("/proof?nonce=" + nonce).body();
    }

    private static KnownPeer known(String name) {
        return atlas.part(Peers.class).find(name).orElseThrow();
    }
}
