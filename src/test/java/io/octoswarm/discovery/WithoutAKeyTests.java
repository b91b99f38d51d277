package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Octo without a key meets others on its network: nobody is let in without a person's yes. */
class WithoutAKeyTests {
    @TempDir
    private static Path folder;

    private static TestOcto atlas;

    private final FakePeer pi = FakePeer.start("pi");
    private Neighbourhood network;

    @BeforeAll
    static void start() {
        atlas = TestOcto.start(folder, Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        atlas.close();
    }

    @BeforeEach
    void look() {
        network = new Neighbourhood(atlas);
    }

    @AfterEach
    void forget() {
        atlas.command("/swarm forget pi");
        atlas.part(Peers.class).lost("pi");
        network.close();
        pi.close();
    }

    @Test
    void oneThatIsFoundWaitsAndIsNeitherAskedNorGivenATaskNorATool() {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));

        assertThat(said("/swarm peers")).contains("pi  waiting  " + pi.url(), "/swarm approve pi");
        assertThat(said("/swarm")).contains("1 for your yes: pi; let one in: /swarm approve pi");
        assertThat(said("/swarm why pi, check the logs")).doesNotContain("pi (");
        assertThat(atlas.text("/api/messages", "pi, what is the uptime?").body())
                .doesNotContain("answer of pi");
        assertThat(atlas.command("/swarm post to=pi check the logs").statusCode())
                .isEqualTo(422);
        assertThat(pi.seen()).isNotEmpty().allMatch(seen -> seen.path().equals("/health"));
    }

    @Test
    void aYesLetsItInForGoodAndCanBeTakenBack() {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));

        assertThat(said("/swarm approve PI")).isEqualTo("pi at " + pi.url() + " is let in. To undo: /swarm forget pi");
        network.until(() -> network.isPeer("pi"));
        network.until(() -> said("/swarm peers").contains("pi  online"));
        assertThat(said("/swarm peers")).contains("discovered (approved)");
        assertThat(atlas.text("/api/messages", "pi, what is the uptime?").body())
                .contains("answer of pi");

        atlas.part(Peers.class).lost("pi");
        network.close();
        network = new Neighbourhood(atlas); // as after a restart
        network.announce("pi", pi.url());
        network.until(() -> network.isPeer("pi"));

        assertThat(said("/swarm forget pi")).startsWith("pi is not let in any more.");
        assertThat(network.isPeer("pi")).isFalse();
        network.again("pi");
        network.until(() -> network.waits("pi"));
    }

    @Test
    void theYesIsForOneAddress() throws IOException {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));
        atlas.command("/swarm approve pi");
        network.until(() -> network.isPeer("pi"));
        pi.stop();
        network.withdraw("pi");
        network.until(() -> !network.isPeer("pi"));

        try (FakePeer other = FakePeer.start("pi")) {
            network.announce("pi", other.url());
            network.until(() -> network.waits("pi"));
            assertThat(other.seen()).allMatch(seen -> seen.path().equals("/health"));
        }
    }

    @Test
    void theYesIsForOneCertificate() {
        TestCertificate own = TestCertificate.in(folder.resolve("own"));
        TestCertificate other = TestCertificate.in(folder.resolve("other"));
        try (FakePeer safe = FakePeer.start("pi", own)) {
            network.announce("pi", safe.url(), other.fingerprint());
            network.until(() -> !safe.seen().isEmpty());
            network.pass(Duration.ofSeconds(30));
            assertThat(network.waits("pi")).isFalse(); // it shows another one than was announced

            network.announce("pi", safe.url(), own.fingerprint());
            network.until(() -> network.waits("pi"));
            assertThat(said("/swarm peers")).contains("its certificate: " + own.fingerprint());
            atlas.command("/swarm approve pi");
            network.until(() -> network.isPeer("pi"));
            network.until(() -> said("/swarm peers").contains("pi  online"));

            safe.restart(other);
            network.until(() -> said("/swarm peers").contains("another certificate than is pinned"));
            network.withdraw("pi");
            network.until(() -> !network.isPeer("pi"));
            network.announce("pi", safe.url(), other.fingerprint());
            network.until(() -> network.waits("pi"));
        }
    }

    @Test
    void whoeverAnnouncesThePeersNameElsewhereDoesNotTakeItsPlace() throws IOException {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));
        atlas.command("/swarm approve pi");
        network.until(() -> network.isPeer("pi"));

        try (FakePeer rogue = FakePeer.start("pi")) {
            network.announce("pi", rogue.url());
            pi.stop();
            network.until(() -> said("/swarm peers").contains("pi  offline"));
            network.until(() -> !rogue.seen().isEmpty()); // it was looked at, as pi might have moved
            network.pass(Duration.ofSeconds(5));

            assertThat(urlOfPi()).isEqualTo(pi.url());
            assertThat(rogue.seen()).allMatch(seen -> seen.path().equals("/health"));
        }
    }

    @Test
    void anAnnouncementThatRunsOutTakesNobodyOutWhoAnswers() {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));
        atlas.command("/swarm approve pi");
        network.until(() -> network.isPeer("pi"));
        int looks = pi.seen().size();

        network.withdraw("pi");
        network.until(() -> pi.seen().size() > looks + 5);

        assertThat(network.isPeer("pi")).isTrue();
    }

    @Test
    void oneThatSaidGoodbyeAndIsGoneLeaves() {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));

        pi.stop();
        network.withdraw("pi");
        network.until(() -> !network.waits("pi"));

        assertThat(said("/swarm peers")).startsWith("No peers yet.");
    }

    @Test
    void onlyWhoAnswersWaits() {
        pi.stop();
        network.announce("pi", pi.url());
        for (int second = 0; second < 20; second++) {
            network.pass(Duration.ofSeconds(1));
        }
        assertThat(network.waits("pi")).isFalse();

        pi.restart();
        network.until(() -> network.waits("pi"));
    }

    @Test
    void whoeverMovesAgainAndAgainIsFoundWhereItIs() throws IOException {
        for (int move = 0; move < 6; move++) {
            try (FakePeer there = FakePeer.start("pi")) {
                network.announce("pi", there.url());
                network.until(() -> network.waitsAt(there.url()));
            }
        }
    }

    @Test
    void madeUpAddressesDoNotKeepOutWhoBearsTheName() {
        for (int host = 2; host < 7; host++) {
            network.announce(
                    "pi", URI.create("http://127.0.0." + host + ":" + pi.url().getPort() + "/mcp/"));
        }
        network.pass(Duration.ofSeconds(1));
        network.announce("pi", pi.url());

        network.until(() -> network.waitsAt(pi.url()));
    }

    @Test
    void ofTenThousandAnnouncementsAFewHundredAreLookedAtAndThePeersStay() {
        network.announce("pi", pi.url());
        network.until(() -> network.waits("pi"));
        atlas.command("/swarm approve pi");
        network.until(() -> network.isPeer("pi"));

        for (int i = 0; i < 10_000; i++) {
            network.announce("x" + i, URI.create("http://127.0.0.1:" + (20_000 + i) + "/mcp/"));
        }
        network.pass(Duration.ofSeconds(1));

        assertThat(network.isPeer("pi")).isTrue();
        assertThat(network.count()).isEqualTo(256);
        assertThat(said("/swarm peers")).contains("pi ");
    }

    private static String said(String command) {
        HttpResponse<String> answer = atlas.command(command);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static URI urlOfPi() {
        return atlas.part(Peers.class)
                .find("pi")
                .map(KnownPeer::peer)
                .orElseThrow()
                .url();
    }
}
