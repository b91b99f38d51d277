package io.octoswarm.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingTests {
    private static final PeerInfo INFO = new PeerInfo("sentinel", List.of("ops"), null, null, null);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakePeer peer = FakePeer.start("sentinel");
    private PeerProbe probe = (asked, limit) -> CompletableFuture.completedFuture(INFO);

    @AfterEach
    void end() {
        peer.close();
    }

    @Test
    void aHealthyPageIsEnough() {
        probe = (asked, limit) -> CompletableFuture.failedFuture(new AssertionError("asked for more"));

        assertThat(ping(false).join()).isEmpty();
        assertThat(peer.seen()).extracting(FakePeer.Seen::path).containsExactly("/health");
    }

    @Test
    void moreIsAskedForWhenItIsWanted() {
        assertThat(ping(true).join()).contains(INFO);
    }

    /** Any MCP server can be a peer; most have no such page, some forbid it, some have one that is ill. */
    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 405, 500, 503})
    void aPeerWithoutSuchAPageIsAskedWhoItIs(int status) {
        peer.fault(Fault.status(status).on("/health"));

        assertThat(ping(false).join()).contains(INFO);
    }

    @Test
    void aPeerWithoutAPageThatDoesNotTellWhoItIsMisses() {
        peer.fault(Fault.status(404).on("/health"));
        probe = (asked, limit) ->
                CompletableFuture.failedFuture(new PeerUnreachable("it refuses our key (SWARM_API_KEY)"));

        assertThatThrownBy(() -> ping(false).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("it refuses our key (SWARM_API_KEY)");
    }

    @Test
    void aDeadPeerMissesWithAReason() {
        peer.stop();

        assertThatThrownBy(() -> ping(true).join())
                .hasRootCauseInstanceOf(PeerUnreachable.class)
                .hasRootCauseMessage("connection refused");
    }

    @Test
    void aCutConnectionMisses() {
        peer.fault(Fault.cut());

        assertThatThrownBy(() -> ping(false).join()).hasRootCauseMessage("the connection broke");
    }

    @Test
    void aPeerThatHangsMissesAfterTwoSeconds() {
        peer.fault(Fault.hang());

        assertThatThrownBy(() -> ping(false)
                        .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .hasRootCauseMessage("no answer in time");
    }

    @Test
    void theKeyDoesNotGoToThePage() {
        ping(false).join();

        assertThat(peer.seen())
                .allSatisfy(seen -> assertThat(seen.header("Authorization")).isNull());
    }

    /** By another host name, for one. */
    @Test
    void whoHasOurNameIsNoPeer() {
        PeerInfo ours = new PeerInfo("atlas", List.of(), null, null, null);
        probe = (asked, limit) -> CompletableFuture.completedFuture(ours);

        assertThatThrownBy(() -> ping(true).join()).hasMessageContaining("it is this Octo itself, or has its name");
    }

    private CompletableFuture<java.util.Optional<PeerInfo>> ping(boolean withInfo) {
        return new Ping(HTTP, probe, "atlas"::equals).send(peer.peer(), withInfo);
    }
}
