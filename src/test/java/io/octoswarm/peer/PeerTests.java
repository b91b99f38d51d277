package io.octoswarm.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTests {
    private static final URI URL = URI.create("http://192.168.1.42:9100/mcp/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.1.42:9100/mcp/",
                "https://sentinel.local/mcp",
                "http://[fe80::1]:9100/mcp",
                "HTTP://pi:9100",
                "  http://pi:9100/mcp/  "
            })
    void urlsAreTakenAsPeopleTypeThem(String text) {
        assertThat(Peer.parseUrl(text)).hasToString(text.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sentinel",
                "192.168.1.42:9100/mcp/",
                "localhost:9100",
                "ftp://pi/mcp",
                "file:///etc/passwd",
                "http://",
                "http:///mcp",
                "http:pi",
                "http://pi two/mcp",
                "http://pi/mcp#top",
                "http://pi:99999/mcp/",
                "http://pi:0/mcp/",
                "http://my_pi:9100/mcp\u0000"
            })
    void otherTextsAreNoUrlsOfPeers(String text) {
        assertThatThrownBy(() -> Peer.parseUrl(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is no URL of a peer: one like http://192.168.1.42:9100/mcp/ is needed.");
    }

    @Test
    void aPasswordInAUrlIsRefusedAndNotTold() {
        assertThatThrownBy(() -> Peer.parseUrl("http://user:geheim@pi/mcp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have no user and password")
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void aRefusedUrlIsToldWithoutItsControlCharactersAndNotInFull() {
        assertThatThrownBy(() -> Peer.parseUrl("x\n\u001b[31m" + "y".repeat(10_000)))
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "../x", "x\n"})
    void aPeerHasAName(String name) {
        assertThatThrownBy(() -> new Peer(name, URL, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be a peer's name: 1 to 63 letters, digits, _ or - are allowed.");
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        Peer peer = new Peer("Sentinel", URL, List.of());

        assertThat(peer.isNamed("SENTINEL")).isTrue();
        assertThat(peer.isNamed("sentinel2")).isFalse();
        assertThat(peer.key()).isEqualTo("sentinel");
    }

    @Test
    void tagsAreTidied() {
        assertThat(new Peer("a", URL, List.of(" ops ", "", "ops", "c#\n")).capabilities())
                .containsExactly("ops", "c#");
    }

    @Test
    void aFloodOfTagsIsBounded() {
        List<String> flood =
                IntStream.range(0, 5_000).mapToObj(i -> i + "x".repeat(1_000)).toList();

        assertThat(new Peer("a", URL, flood).capabilities())
                .hasSize(100)
                .allSatisfy(tag -> assertThat(tag).hasSizeLessThan(110));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9100/mcp/, true",
        "http://LOCALHOST:9100/mcp/, true",
        "http://127.0.0.1:9100/other, true",
        "http://127.1.2.3:9100/, true",
        "http://[::1]:9100/mcp, true",
        "http://0.0.0.0:9100/mcp, true",
        "http://localhost:9101/mcp/, false",
        "http://localhost/mcp/, false",
        "http://192.0.2.7:9100/mcp/, false",
        "http://sentinel.local:9100/mcp/, false",
        "http://999.1.1.1:9100/mcp/, false"
    })
    void knowsTheUrlsThatLeadBackToThisProcess(URI url, boolean mine) {
        assertThat(OwnAddress.isMine(url, 9100)).isEqualTo(mine);
    }

    @Test
    void theDefaultPortsCountWhereNoneIsGiven() {
        assertThat(OwnAddress.isMine(URI.create("http://localhost/mcp"), 80)).isTrue();
        assertThat(OwnAddress.isMine(URI.create("https://localhost/mcp"), 443)).isTrue();
        assertThat(OwnAddress.isMine(URI.create("https://localhost/mcp"), 80)).isFalse();
    }

    @Test
    void configuredTagsWinOverTold() {
        PeerInfo told = new PeerInfo("x", List.of("told"), null, null, null);
        PeerStatus status = PeerStatus.UNKNOWN.told(java.time.Instant.EPOCH, told);

        assertThat(new KnownPeer(new Peer("x", URL, List.of("own")), status).capabilities())
                .containsExactly("own");
        assertThat(new KnownPeer(new Peer("x", URL, List.of()), status).capabilities())
                .containsExactly("told");
        assertThat(new KnownPeer(new Peer("x", URL, List.of()), PeerStatus.UNKNOWN).capabilities())
                .isEmpty();
    }
}
