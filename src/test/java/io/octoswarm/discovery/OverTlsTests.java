package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Fingerprint;
import io.octoswarm.peer.Admission;
import io.octoswarm.peer.Peers;
import io.octoswarm.security.Challenge;
import io.octoswarm.security.OwnCertificate;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Octos that have a key and serve over TLS, with certificates for which nobody vouches. */
class OverTlsTests {
    private static final Map<String, String> SETTINGS = Map.of("SWARM_API_KEY", "the-swarms-key", "SWARM_TLS", "on");

    @TempDir
    private static Path folder;

    private static TestOcto atlas;
    private static TestOcto sentinel;

    private Neighbourhood network;

    @BeforeAll
    static void start() {
        atlas = TestOcto.start(folder.resolve("atlas"), SETTINGS);
        sentinel = TestOcto.start(folder.resolve("sentinel"), with("SWARM_NAME", "sentinel"));
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
        atlas.part(Peers.class).lost("sentinel");
        atlas.part(Peers.class).lost("rogue");
        network.close();
    }

    @Test
    void oneThatShowsTheAnnouncedCertificateAndTheKeyJoinsByItself() {
        network.announce("sentinel", sentinel.url("/mcp/"), certificate(sentinel));
        network.until(() -> network.isPeer("sentinel"));

        assertThat(atlas.part(Peers.class).find("sentinel").orElseThrow())
                .satisfies(known -> assertThat(known.admission()).isEqualTo(Admission.PROVEN))
                .satisfies(known -> assertThat(known.peer().fingerprint()).isEqualTo(certificate(sentinel)));
        network.until(
                () -> atlas.part(Peers.class).find("sentinel").orElseThrow().online()); // get_info was answered
    }

    @Test
    void oneThatShowsAnotherCertificateThanWasAnnouncedIsNobody() {
        network.announce("sentinel", sentinel.url("/mcp/"), certificate(atlas));
        network.pass(Duration.ofSeconds(1));
        network.pass(Duration.ofMinutes(1));
        network.announce(
                "sentinel", sentinel.url("/mcp/"), certificate(sentinel)); // and is found when it is told right
        network.until(() -> network.isPeer("sentinel"));

        assertThat(atlas.part(Peers.class).find("sentinel").orElseThrow().peer().fingerprint())
                .isEqualTo(certificate(sentinel));
    }

    /** Where an Octo is may be heard before what it says of itself. */
    @Test
    void oneWhoseCertificateIsHeardLateJoinsThen() {
        URI plain = URI.create(sentinel.url("/mcp/").toString().replace("https:", "http:"));
        network.announce("sentinel", plain);
        network.until(() -> network.waits("sentinel"));

        network.announce("sentinel", sentinel.url("/mcp/"), certificate(sentinel));
        network.until(() -> network.isPeer("sentinel"));
        assertThat(network.waits("sentinel")).isFalse();
    }

    /** As one would who can turn the packets of an address to themselves, but has not its private key. */
    @Test
    void aProofThatIsPassedOnUnderAnotherCertificateIsWorthNothing() {
        List<String> passed = new CopyOnWriteArrayList<>();
        TestCertificate own = TestCertificate.in(folder.resolve("rogue"));
        try (FakePeer rogue = FakePeer.start("rogue", own)) {
            rogue.page("/proof", query -> {
                String real = sentinel.get("/proof?" + query).body();
                passed.add(real);
                return real;
            });
            network.announce("rogue", rogue.url(), own.fingerprint());
            network.until(() -> network.waits("rogue"));

            assertThat(atlas.part(Challenge.class)
                            .put("sentinel", rogue.url(), own.fingerprint())
                            .join())
                    .isEmpty();
            assertThat(passed).hasSizeGreaterThanOrEqualTo(2).allMatch(proof -> proof.contains("proofs"));
            assertThat(rogue.seen()).allMatch(seen -> seen.header("Authorization") == null);
        }
    }

    private static Fingerprint certificate(TestOcto octo) {
        return octo.part(OwnCertificate.class).fingerprint().orElseThrow();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> all = new java.util.HashMap<>(SETTINGS);
        all.put(name, value);
        return all;
    }
}
