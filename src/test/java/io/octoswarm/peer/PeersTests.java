package io.octoswarm.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.Parts;
import io.octoswarm.testing.PeerNews;
import io.octoswarm.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;

class PeersTests {
    private static final Peer SENTINEL = peer("sentinel", "http://192.168.1.42:9100/mcp/", "ops");
    private static final Peer SCHOLAR = peer("scholar", "http://192.168.1.43:9100/mcp/", "research");

    @TempDir
    private Path folder;

    private Parts parts;
    private Peers peers;
    private PeerNews news;
    private Path file;

    @BeforeEach
    void start() {
        parts = Parts.of(folder).start();
        peers = parts.get(Peers.class);
        news = new PeerNews(peers, parts.clock());
        file = parts.home().peersFile();
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
    }

    @Test
    void whatIsAddedIsKnownAndOnDiskAndTold() throws IOException {
        peers.add(SENTINEL);

        assertThat(peers.all()).containsExactly(new KnownPeer(SENTINEL, PeerStatus.UNKNOWN));
        assertThat(Files.readString(file)).contains("\"sentinel\"", "\"http://192.168.1.42:9100/mcp/\"", "\"ops\"");
        assertThat(parts.events()).containsExactly(new PeerJoined(SENTINEL));
    }

    @Test
    void whatIsAddedIsThereAfterARestart() throws IOException {
        peers.add(SENTINEL);
        parts.close();
        start();

        assertThat(peers.all()).extracting(KnownPeer::peer).containsExactly(SENTINEL);
        assertThat(parts.events()).contains(new PeerJoined(SENTINEL));
    }

    @Test
    void isFoundWithoutRegardToCase() {
        peers.add(SENTINEL);

        assertThat(peers.find("SENTINEL")).isPresent();
        assertThat(peers.find("sentinel ")).isEmpty();
    }

    @Test
    void whatIsRemovedIsGoneFromDiskTooAndTold() throws IOException {
        peers.add(SENTINEL);
        peers.add(SCHOLAR);
        parts.forgetEvents();

        assertThat(peers.remove("Sentinel")).isTrue();

        assertThat(peers.all()).extracting(KnownPeer::peer).containsExactly(SCHOLAR);
        assertThat(Files.readString(file)).doesNotContain("sentinel").contains("scholar");
        assertThat(parts.events()).containsExactly(new PeerLeft(SENTINEL));
    }

    @Test
    void removingNobodyChangesAndTellsNothing() {
        peers.add(SENTINEL);
        parts.forgetEvents();

        assertThat(peers.remove("nobody")).isFalse();
        assertThat(parts.events()).isEmpty();
        assertThat(peers.all()).hasSize(1);
    }

    @Test
    void aPeerThatMovesLeavesAndJoinsAndIsTriedAnew() {
        peers.add(SENTINEL);
        news.seen(SENTINEL);
        parts.forgetEvents();
        Peer moved = peer("sentinel", "http://192.168.1.99:9100/mcp/", "ops");

        peers.add(moved);

        assertThat(peers.all()).containsExactly(new KnownPeer(moved, PeerStatus.UNKNOWN));
        assertThat(parts.events()).containsExactly(new PeerLeft(SENTINEL), new PeerJoined(moved));
    }

    @Test
    void otherTagsDoNotInterruptAPeer() {
        peers.add(SENTINEL);
        news.seen(SENTINEL);
        parts.forgetEvents();

        peers.add(peer("sentinel", SENTINEL.url().toString(), "ops", "pi"));

        assertThat(parts.events()).isEmpty();
        assertThat(peers.all().get(0).online()).isTrue();
        assertThat(peers.all().get(0).peer().capabilities()).containsExactly("ops", "pi");
    }

    @Test
    void myOwnNameAndUrlAreRefused() {
        assertThatThrownBy(() -> peers.add(peer("Atlas", "http://192.168.1.42:9100/mcp/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"Atlas\" is this Octo's own name.");
        assertThatThrownBy(() -> peers.add(peer("other", "http://127.0.0.1:9100/mcp/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("http://127.0.0.1:9100/mcp/ is this Octo's own URL.");
        assertThat(file).doesNotExist();
        assertThat(peers.all()).isEmpty();
    }

    @Test
    void myOwnNameWrittenByHandIsAProblemAndTheOthersCount() throws IOException {
        write("[{\"name\":\"ATLAS\",\"url\":\"http://a:1/\"},{\"name\":\"me\",\"url\":\"http://localhost:9100/mcp\"},"
                + "{\"name\":\"pi\",\"url\":\"http://pi:1/\"}]");

        assertThat(peers.all()).extracting(known -> known.peer().name()).containsExactly("pi");
        assertThat(peers.problems())
                .containsExactly(
                        "peers.json: \"ATLAS\" is this Octo's own name.",
                        "peers.json: http://localhost:9100/mcp is this Octo's own URL.");
    }

    @Test
    void anEditByHandIsNoticedWithoutARestart() throws IOException {
        write("[{\"name\":\"pi\",\"url\":\"http://pi:1/\"}]");
        assertThat(peers.all()).extracting(known -> known.peer().name()).containsExactly("pi");

        write("[{\"name\":\"pi\",\"url\":\"http://pi:1/\"},{\"name\":\"mac\",\"url\":\"http://mac:1/\"}]");
        assertThat(peers.all()).extracting(known -> known.peer().name()).containsExactly("pi", "mac");

        Files.delete(file);
        peers.lookAtFile();
        assertThat(peers.all()).isEmpty();
        assertThat(parts.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("PeerJoined", "PeerJoined", "PeerLeft", "PeerLeft");
    }

    @Test
    void aLookAtAnUnchangedFileDoesNothing() throws IOException {
        write("[{\"name\":\"pi\",\"url\":\"http://pi:1/\"}]");
        parts.forgetEvents();

        peers.lookAtFile();

        assertThat(parts.events()).isEmpty();
    }

    @Test
    void ofAMalformedFileTheLastGoodPeersStayAndTheProblemIsTold() throws IOException {
        peers.add(SENTINEL);
        news.seen(SENTINEL);
        parts.forgetEvents();

        write("[\n  {\"name\": oops}\n]");

        assertThat(peers.all()).extracting(KnownPeer::peer).containsExactly(SENTINEL);
        assertThat(peers.all().get(0).online()).isTrue();
        assertThat(parts.events()).isEmpty();
        assertThat(peers.problems())
                .singleElement()
                .asString()
                .startsWith("peers.json line 2, column 1")
                .endsWith("this is no JSON; the peers known so far stay.");
        assertThat(Files.readString(file)).isEqualTo("[\n  {\"name\": oops}\n]");
    }

    @Test
    void aMalformedFileIsNotWrittenOver() throws IOException {
        peers.add(SENTINEL);
        write("[oops");

        assertThatThrownBy(() -> peers.add(SCHOLAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("peers.json line 1, column ")
                .hasMessageEndingWith("mend the file first, nothing was changed.");
        assertThatThrownBy(() -> peers.remove("sentinel")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Files.readString(file)).isEqualTo("[oops");
        assertThat(peers.all()).extracting(KnownPeer::peer).containsExactly(SENTINEL);
    }

    @Test
    void aMendedFileCountsAgain() throws IOException {
        write("[oops");
        assertThat(peers.problems()).isNotEmpty();

        write("[{\"name\":\"pi\",\"url\":\"http://pi:1/\"}]");

        assertThat(peers.problems()).isEmpty();
        assertThat(peers.all()).hasSize(1);
    }

    @Test
    void nobodyIsKnownWhileTheSwarmIsTurnedOff() throws IOException {
        peers.add(SENTINEL);
        parts.close();
        try (Parts off =
                Parts.of(folder, java.util.Map.of("SWARM_ENABLED", "false")).start()) {
            off.get(Peers.class).lookAtFile();

            assertThat(off.get(Peers.class).all()).isEmpty();
            assertThat(off.events()).isEmpty();
        }
        assertThat(Files.readString(file)).contains("sentinel");
    }

    @Test
    void aMalformedFileDoesNotKeepTheOctoFromStarting() throws IOException {
        parts.close();
        Files.writeString(file, "{");
        start();

        assertThat(peers.all()).isEmpty();
        assertThat(peers.problems()).hasSize(1);
    }

    @Test
    void statusFollowsTheNewsAndChangesAreTold() {
        peers.add(SENTINEL);
        parts.forgetEvents();
        PeerInfo told = new PeerInfo("sentinel", List.of("told"), "worker", "0.1.0", null);

        news.told(SENTINEL, told);
        parts.clock().forward(Duration.ofSeconds(5));
        news.seen(SENTINEL);
        PeerStatus online = status();
        parts.clock().forward(Duration.ofSeconds(5));
        news.failed(SENTINEL, "connection refused");

        assertThat(online).isEqualTo(new PeerStatus(PeerState.ONLINE, SettableClock.START.plusSeconds(5), null, told));
        assertThat(status())
                .isEqualTo(new PeerStatus(
                        PeerState.OFFLINE, SettableClock.START.plusSeconds(5), "connection refused", told));
        assertThat(parts.events())
                .containsExactly(
                        new PeerStatusChanged(
                                SENTINEL,
                                PeerState.UNKNOWN,
                                new PeerStatus(PeerState.ONLINE, SettableClock.START, null, told)),
                        new PeerStatusChanged(SENTINEL, PeerState.ONLINE, status()));
    }

    @Test
    void aFurtherFailureTellsItsReasonButIsNoChange() {
        peers.add(SENTINEL);
        news.failed(SENTINEL, "connection refused");
        parts.forgetEvents();

        news.failed(SENTINEL, "no answer in time");

        assertThat(status().reason()).isEqualTo("no answer in time");
        assertThat(parts.events()).isEmpty();
    }

    @Test
    void lateNewsOfAPeerThatWasRemovedOrMovedIsIgnored() {
        peers.add(SENTINEL);
        peers.add(SCHOLAR);
        peers.remove("sentinel");
        peers.add(peer("scholar", "http://elsewhere:9100/mcp/"));
        parts.forgetEvents();

        news.seen(SENTINEL);
        news.failed(SENTINEL, "late");
        news.told(SCHOLAR, new PeerInfo("scholar", List.of(), null, null, null));

        assertThat(peers.find("sentinel")).isEmpty();
        assertThat(peers.all()).extracting(KnownPeer::status).containsExactly(PeerStatus.UNKNOWN);
        assertThat(parts.events()).isEmpty();
    }

    @Test
    void manyThreadsThatAddAndRemoveLoseNothing() throws Exception {
        int threads = 16;
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            work.add(() -> {
                for (int round = 0; round < 5; round++) {
                    String stays = "stays-" + number + "-" + round;
                    peers.add(peer(stays, "http://" + stays + ":1/"));
                    peers.add(peer("goes-" + number, "http://goes-" + number + ":1/"));
                    peers.find("goes-" + number).ifPresent(known -> news.seen(known.peer()));
                    peers.remove("goes-" + number);
                }
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(replayed(parts.events()))
                .containsExactlyInAnyOrderElementsOf(
                        peers.all().stream().map(KnownPeer::peer).toList());
        assertThat(peers.all())
                .hasSize(threads * 5)
                .allSatisfy(known -> assertThat(known.peer().name()).startsWith("stays-"));
        parts.close();
        start();
        assertThat(peers.all()).hasSize(threads * 5);
        assertThat(peers.problems()).isEmpty();
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .contains("peers.json")
                    .noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    /** A heartbeat that hears of the end before the beginning would go on for ever. */
    @Test
    void nobodyIsToldOfAnEndBeforeTheBeginning() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch removed = new CountDownLatch(1);
        parts.close();
        parts = Parts.of(folder)
                .with("slow", SlowListener.class, () -> new SlowListener(heard, removed))
                .start();
        peers = parts.get(Peers.class);
        Thread remover = new Thread(() -> {
            while (!peers.remove("sentinel")) {
                Thread.yield();
            }
            removed.countDown();
        });
        remover.start();

        peers.add(SENTINEL);
        remover.join(60_000);

        assertThat(heard).containsExactly("joined", "left");
    }

    /** Gives another thread a second to overtake. */
    static final class SlowListener {
        private final List<String> heard;
        private final CountDownLatch removed;

        SlowListener(List<String> heard, CountDownLatch removed) {
            this.heard = heard;
            this.removed = removed;
        }

        @EventListener
        void joined(PeerJoined event) throws InterruptedException {
            removed.await(1, TimeUnit.SECONDS);
            heard.add("joined");
        }

        @EventListener
        void left(PeerLeft event) {
            heard.add("left");
        }
    }

    /** Who is known to a listener that believes each event as it comes; heartbeats and connections are kept so. */
    private static List<Peer> replayed(List<Object> events) {
        List<Peer> known = new ArrayList<>();
        for (Object event : events) {
            if (event instanceof PeerJoined joined) {
                known.add(joined.peer());
            } else if (event instanceof PeerLeft left) {
                assertThat(known.remove(left.peer()))
                        .as("%s joined before it left", left.peer().name())
                        .isTrue();
            }
        }
        return known;
    }

    private PeerStatus status() {
        return peers.find("sentinel").orElseThrow().status();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        peers.lookAtFile();
    }

    private static Peer peer(String name, String url, String... tags) {
        return new Peer(name, URI.create(url), List.of(tags));
    }
}
