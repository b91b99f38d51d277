package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Parts;
import io.octoswarm.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTrustTests {
    @TempDir
    private static Path certificates;

    private static TestCertificate own;
    private static TestCertificate other;

    @TempDir
    private Path folder;

    private FakePeer sentinel;
    private Parts parts;

    @BeforeAll
    static void make() {
        own = TestCertificate.in(certificates.resolve("own"));
        other = TestCertificate.in(certificates.resolve("other"));
    }

    @BeforeEach
    void start() {
        sentinel = FakePeer.start("sentinel", own);
        start(null);
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
        sentinel.close();
    }

    /** Its certificate is for localhost, its address 127.0.0.1, and nobody vouches for it. */
    @Test
    void speaksWithAPeerThatShowsItsPinnedCertificateAndSendsItTheKey() throws Exception {
        assertThat(info(pinned(own)).name()).isEqualTo("sentinel");
        assertThat(sentinel.calls("get_info"))
                .singleElement()
                .satisfies(call -> assertThat(call.header("Authorization")).isEqualTo("Bearer geheim"));
    }

    @Test
    void saysNothingToAPeerThatShowsAnotherCertificateThanIsPinned() {
        assertThatThrownBy(() -> info(pinned(other)))
                .cause()
                .isInstanceOfSatisfying(PeerUnreachable.class, refused -> {
                    assertThat(refused.isUntrusted()).isTrue();
                    assertThat(refused.isConnected()).isFalse();
                    assertThat(refused.mayHaveBegun()).isFalse();
                })
                .hasMessageContaining("another certificate than is pinned: " + own.fingerprint() + " in place of "
                        + other.fingerprint())
                .hasMessageContaining("/swarm add sentinel " + sentinel.url() + " fingerprint=" + own.fingerprint());
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void saysNothingToAPeerForWhomNobodyVouches() {
        assertThatThrownBy(() -> info(new Peer("sentinel", sentinel.url(), List.of())))
                .cause()
                .hasMessageContaining(
                        "nobody whom this device trusts vouches for its certificate, " + own.fingerprint())
                .hasMessageContaining("/swarm add sentinel " + sentinel.url() + " fingerprint=" + own.fingerprint());
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void withoutAPinAnAuthorityThatTheDeviceTrustsIsEnoughForTheHostItVouchesFor() throws Exception {
        restart(own.asAuthority());

        Peer named = new Peer("sentinel", URI.create("https://localhost:" + port() + "/mcp/"), List.of());
        assertThat(info(named).name()).isEqualTo("sentinel");

        int before = sentinel.calls("get_info").size();
        parts.get(Peers.class).remove("sentinel");
        assertThatThrownBy(() -> info(new Peer("sentinel", sentinel.url(), List.of())))
                .cause()
                .hasMessageContaining("nobody whom this device trusts vouches for its certificate");
        assertThat(sentinel.calls("get_info")).hasSize(before);
    }

    @Test
    void aPinCountsAlsoWhereAnAuthorityVouchesForAnotherCertificate() throws Exception {
        restart(own.asAuthority());

        URI named = URI.create("https://localhost:" + port() + "/mcp/");
        assertThatThrownBy(() -> info(new Peer("sentinel", named, List.of(), other.fingerprint())))
                .cause()
                .hasMessageContaining("another certificate than is pinned");
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void onePeersPinIsNoOtherPeers() throws Exception {
        try (FakePeer atlas = FakePeer.start("pi", other)) {
            info(pinned(own));
            assertThatThrownBy(() -> info(new Peer("pi", atlas.url(), List.of(), own.fingerprint())))
                    .cause()
                    .hasMessageContaining(other.fingerprint() + " in place of " + own.fingerprint());
            assertThat(atlas.seen()).isEmpty();
        }
    }

    @Test
    void whatWasConnectedUnderTheFormerPinIsUsedNoMore() throws Exception {
        info(pinned(own));
        int before = sentinel.calls("get_info").size();

        assertThatThrownBy(() -> info(pinned(other))).cause().hasMessageContaining("another certificate");
        assertThat(sentinel.calls("get_info")).hasSize(before);

        assertThat(info(pinned(own)).name()).isEqualTo("sentinel");
    }

    @Test
    void aReplacedCertificateIsRefusedUntilItsPinIsChanged() throws Exception {
        Peer peer = pinned(own);
        info(peer);
        sentinel.restart(other);
        int before = sentinel.calls("get_info").size();

        assertThatThrownBy(() -> info(peer))
                .cause()
                .hasMessageContaining(other.fingerprint() + " in place of " + own.fingerprint());
        assertThat(sentinel.calls("get_info")).hasSize(before);

        assertThat(info(pinned(other)).name()).isEqualTo("sentinel");
    }

    @Test
    void whatAPersonSaysOfACertificateCountsForThatOneLookAlone() throws Exception {
        parts.get(Peers.class).add(pinned(other));

        assertThat(introduction(pinned(own)).name()).isEqualTo("sentinel");

        assertThatThrownBy(() -> info(pinned(other))).cause().hasMessageContaining("another certificate");
    }

    @Test
    void anIntroductionGivesTheKeyToNobodyWithAnotherCertificate() {
        assertThatThrownBy(() -> introduction(pinned(other))).cause().hasMessageContaining("another certificate");
        assertThat(sentinel.seen()).isEmpty();
    }

    @Test
    void aServerWithoutTlsIsRecognised() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> refuseAll(plain));
            server.start();
            URI encrypted = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/mcp/");
            assertThatThrownBy(() -> info(new Peer("pi", encrypted, List.of(), own.fingerprint())))
                    .cause()
                    .hasMessage("no TLS connection could be made; does it speak https there?");
            plain.close();
            server.join();
        }
    }

    /** As an Octo without TLS answers what is no HTTP. */
    private static void refuseAll(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    @Test
    void aPeerWithoutTlsIsSpokenWithAsEver() throws Exception {
        try (FakePeer plain = FakePeer.start("pi")) {
            assertThat(info(plain.peer()).name()).isEqualTo("pi");
        }
    }

    private void start(@Nullable KeyStore authorities) {
        parts = Parts.of(folder, Map.of("SWARM_API_KEY", "geheim"));
        parts.with(
                        "http",
                        PeerHttp.class,
                        () -> PeerHttp.trusting(
                                new PeerTrust(PeerTrust.directory(parts.get(Peers.class)), authorities)))
                .with(PeerClients.class, McpProbe.class)
                .start();
    }

    private void restart(KeyStore authorities) throws IOException {
        parts.close();
        start(authorities);
    }

    private int port() {
        return sentinel.url().getPort();
    }

    private Peer pinned(TestCertificate certificate) {
        Fingerprint fingerprint = certificate.fingerprint();
        return new Peer("sentinel", sentinel.url(), List.of(), fingerprint);
    }

    /** What a configured peer tells; a failure as its reason. */
    private PeerInfo info(Peer peer) throws Exception {
        parts.get(Peers.class).add(peer);
        return parts.get(McpProbe.class).info(peer, Duration.ofSeconds(60)).get(60, TimeUnit.SECONDS);
    }

    private PeerInfo introduction(Peer peer) throws Exception {
        return parts.get(McpProbe.class)
                .introduction(peer, Duration.ofSeconds(60))
                .get(60, TimeUnit.SECONDS);
    }
}
