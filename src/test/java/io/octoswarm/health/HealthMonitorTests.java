package io.octoswarm.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.peer.Admission;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthMonitorTests {
    @TempDir
    private Path folder;

    private final FakePeer sentinel = FakePeer.start("sentinel");
    private Parts parts;
    private Peers peers;
    private HealthMonitor health;

    @BeforeEach
    void start() {
        parts = Parts.of(folder)
                .with("http", HttpClient.class, HttpClient::newHttpClient)
                .with(
                        "probe",
                        PeerProbe.class,
                        () -> (peer, limit) -> CompletableFuture.completedFuture(
                                new PeerInfo(peer.name(), List.of(), null, null, null)))
                .with(Circuits.class, HealthMonitor.class)
                .start();
        peers = parts.get(Peers.class);
        health = parts.get(HealthMonitor.class);
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
        sentinel.close();
    }

    /** A device with several addresses is found at another one while it is away. */
    @Test
    void aPeerThatComesAndGoesIsNotBelievedAtItsNextAddressEither() {
        Peer peer = sentinel.peer();
        peers.found(peer, Admission.PROVEN);
        await().until(() -> state("sentinel") == PeerState.ONLINE);
        Circuits circuits = parts.get(Circuits.class);
        for (int fall = 0; fall < 5; fall++) {
            circuits.missed(peer, "no answer in time");
            circuits.pinged(peer, null);
        }

        peers.found(new Peer("sentinel", sentinel.url("/elsewhere/"), List.of()), Admission.PROVEN);

        await().until(() -> state("sentinel") != PeerState.UNKNOWN);
        assertThat(state("sentinel")).isEqualTo(PeerState.FAILING);
    }

    @Test
    void aPeerThatJoinsIsLookedAtAtOnce() {
        peers.add(sentinel.peer());

        await().until(() -> state("sentinel") == PeerState.ONLINE);
    }

    @Test
    void anOctoWithoutPeersHasNobodyToPing() {
        assertThat(health.pingAll()).isCompleted();
    }

    @Test
    void oneLookAtAllTellsWhoIsThereAndWhoIsNot() throws Exception {
        peers.add(sentinel.peer());
        peers.add(new Peer("dead", URI.create("http://127.0.0.1:1/mcp"), List.of()));

        health.pingAll().get(30, TimeUnit.SECONDS);

        assertThat(state("sentinel")).isEqualTo(PeerState.ONLINE);
        assertThat(state("dead")).isEqualTo(PeerState.OFFLINE);
        assertThat(peers.find("dead").orElseThrow().status().reason()).isEqualTo("connection refused");
    }

    @Test
    void aPeerThatDiesAndReturnsIsSeenBoth() {
        peers.add(sentinel.peer());
        await().until(() -> state("sentinel") == PeerState.ONLINE);

        sentinel.stop();
        await().atMost(Duration.ofSeconds(60)).until(() -> state("sentinel") == PeerState.OFFLINE);
        sentinel.restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> state("sentinel") == PeerState.ONLINE);
    }

    @Test
    void aPeerThatLeftIsNotPingedAgain() throws Exception {
        peers.add(sentinel.peer());
        await().until(() -> state("sentinel") == PeerState.ONLINE);
        peers.remove("sentinel");
        int pings = sentinel.seen().size();

        health.pingAll().get(30, TimeUnit.SECONDS);

        assertThat(sentinel.seen()).hasSize(pings);
    }

    @Test
    void aPeerThatMovedIsPingedAtItsNewPlace() throws Exception {
        peers.add(new Peer("sentinel", URI.create("http://127.0.0.1:1/mcp"), List.of()));
        peers.add(sentinel.peer());

        health.pingAll().get(30, TimeUnit.SECONDS);

        assertThat(state("sentinel")).isEqualTo(PeerState.ONLINE);
        assertThat(peers.find("sentinel").orElseThrow().peer().url()).isEqualTo(sentinel.url());
    }

    @Test
    void itsEndEndsTheTimer() throws IOException {
        peers.add(sentinel.peer());
        await().until(() -> state("sentinel") == PeerState.ONLINE);

        health.destroy();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("heartbeats")));
    }

    private PeerState state(String name) {
        return peers.find(name).orElseThrow().status().state();
    }
}
