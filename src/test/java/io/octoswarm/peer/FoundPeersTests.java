package io.octoswarm.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.Parts;
import io.octoswarm.testing.PeerNews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that were found on the network, beside the configured ones. */
class FoundPeersTests {
    @TempDir
    private Path folder;

    private Parts parts;
    private Peers peers;
    private PeerNews news;

    @BeforeEach
    void start() {
        parts = Parts.of(folder).start();
        peers = parts.get(Peers.class);
        news = new PeerNews(peers, parts.clock());
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
    }

    @Test
    void oneThatWaitsIsNoPeerForAnybodyWhoAsksForPeers() {
        peers.found(waiting("pi", "10.0.0.2"));

        assertThat(peers.all()).isEmpty();
        assertThat(peers.find("pi")).isEmpty();
        assertThat(peers.waiting()).extracting(found -> found.peer().name()).containsExactly("pi");
        assertThat(parts.events()).containsExactly(new PeerWaiting(peer("pi", "10.0.0.2")));
    }

    @Test
    void thatOneWaitsIsToldOnce() {
        peers.found(waiting("pi", "10.0.0.2"));
        peers.found(waiting("pi", "10.0.0.2"));
        assertThat(parts.events()).hasSize(1);

        peers.lost("PI");
        assertThat(peers.waiting()).isEmpty();
        peers.found(waiting("pi", "10.0.0.2"));
        assertThat(parts.events()).hasSize(2);
    }

    @Test
    void ofManyThatWaitAFewAreTold() {
        for (int i = 0; i < 200; i++) {
            peers.found(waiting("x" + i, "10.0.1." + i));
        }

        assertThat(peers.waiting()).hasSize(200);
        assertThat(parts.events()).hasSize(20);
    }

    @Test
    void nobodyIsAskedToDecideOnOneThatLacksTheKey() {
        peers.found(new WaitingPeer(peer("pi", "10.0.0.2"), "has no key", false));

        assertThat(peers.waiting()).hasSize(1);
        assertThat(parts.events()).isEmpty();
    }

    @Test
    void oneThatIsLetInJoinsAndLeavesAndStandsInNoFile() {
        Peer pi = peer("pi", "10.0.0.2");
        peers.found(waiting("pi", "10.0.0.2"));
        parts.forgetEvents();

        peers.found(pi, Admission.APPROVED);
        assertThat(peers.waiting()).isEmpty();
        assertThat(peers.all()).containsExactly(new KnownPeer(pi, PeerStatus.UNKNOWN, Admission.APPROVED));
        assertThat(parts.home().peersFile()).doesNotExist();
        news.seen(pi);
        peers.found(pi, Admission.APPROVED); // again: nothing new
        assertThat(peers.find("pi")).get().matches(KnownPeer::online);

        peers.lost("pi");
        assertThat(peers.all()).isEmpty();
        assertThat(parts.events())
                .filteredOn(event -> !(event instanceof PeerStatusChanged))
                .containsExactly(new PeerJoined(pi), new PeerLeft(pi));
    }

    @Test
    void oneThatHasMovedLeavesAndJoins() {
        peers.found(peer("pi", "10.0.0.2"), Admission.PROVEN);
        parts.forgetEvents();

        peers.found(peer("pi", "10.0.0.3"), Admission.PROVEN);

        assertThat(parts.events())
                .containsExactly(new PeerLeft(peer("pi", "10.0.0.2")), new PeerJoined(peer("pi", "10.0.0.3")));
    }

    @Test
    void aConfiguredOneOfTheSameNameWinsWithoutRegardToCase() {
        peers.found(peer("pi", "10.0.0.2"), Admission.PROVEN);
        peers.add(peer("Pi", "10.0.0.9"));

        assertThat(peers.all()).extracting(KnownPeer::admission).containsExactly(Admission.CONFIGURED);
        assertThat(peers.find("pi").orElseThrow().peer().url().getHost()).isEqualTo("10.0.0.9");
    }

    @Test
    void aConfiguredOneOfTheSameUrlWins() {
        peers.add(peer("cellar", "10.0.0.2"));
        peers.found(peer("pi", "10.0.0.2"), Admission.PROVEN);
        peers.found(waiting("pie", "10.0.0.2"));

        assertThat(peers.all()).extracting(known -> known.peer().name()).containsExactly("cellar");
        assertThat(peers.waiting()).isEmpty();
        assertThat(parts.events()).noneMatch(PeerWaiting.class::isInstance);
    }

    @Test
    void theFoundOneIsBackWhenTheConfiguredOneIsRemoved() {
        peers.found(peer("pi", "10.0.0.2"), Admission.PROVEN);
        peers.add(peer("pi", "10.0.0.2"));
        assertThat(peers.find("pi").orElseThrow().admission()).isEqualTo(Admission.CONFIGURED);

        peers.remove("pi");

        assertThat(peers.find("pi").orElseThrow().admission()).isEqualTo(Admission.PROVEN);
    }

    @Test
    void aBrokenFileDoesNotTouchTheFoundOnes() throws IOException {
        peers.add(peer("cellar", "10.0.0.7"));
        peers.found(peer("pi", "10.0.0.2"), Admission.PROVEN);
        Files.writeString(parts.home().peersFile(), "[{");
        peers.lookAtFile();

        peers.found(peer("roof", "10.0.0.3"), Admission.PROVEN);

        assertThat(peers.all()).extracting(known -> known.peer().name()).containsExactly("cellar", "pi", "roof");
    }

    @Test
    void iAmNoPeerOfMine() {
        assertThatThrownBy(() -> peers.found(peer("Atlas", "10.0.0.2"), Admission.PROVEN))
                .hasMessageContaining("own name");
        assertThatThrownBy(() -> peers.found(waiting("pi", "127.0.0.1"))).hasMessageContaining("own URL");
        assertThat(peers.all()).isEmpty();
    }

    private static WaitingPeer waiting(String name, String host) {
        return new WaitingPeer(peer(name, host), "waits for your yes", true);
    }

    private static Peer peer(String name, String host) {
        return new Peer(name, Peer.parseUrl("http://" + host + ":9100/mcp/"), List.of());
    }
}
