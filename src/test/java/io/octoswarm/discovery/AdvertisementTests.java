package io.octoswarm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.jmdns.ServiceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard on a network is anybody's word. */
class AdvertisementTests {
    private static final Link LINK = new Link("eth0", address("10.77.0.1"), 24);

    @Test
    void tellsWhoIsWhere() {
        Advertisement read = read(
                        "pi",
                        "10.77.0.9",
                        9100,
                        Map.of(
                                "name",
                                "pi",
                                "path",
                                "/mcp/",
                                "capabilities",
                                "ops, monitoring,,ops",
                                "auth",
                                "required"))
                .orElseThrow();

        assertThat(read.peer().name()).isEqualTo("pi");
        assertThat(read.peer().url()).hasToString("http://10.77.0.9:9100/mcp/");
        assertThat(read.peer().capabilities()).containsExactly("ops", "monitoring");
        assertThat(read.needsKey()).isTrue();
    }

    @Test
    void whoeverTellsACertificateIsSpokenWithOverTlsAndKnownByIt() {
        String fingerprint = "sha256:" + "ab".repeat(32);
        Advertisement read = read("pi", "10.77.0.9", 9100, Map.of("fingerprint", fingerprint))
                .orElseThrow();

        assertThat(read.peer().url()).hasToString("https://10.77.0.9:9100/mcp/");
        assertThat(read.peer().fingerprint()).hasToString(fingerprint);
        assertThat(read("pi", "10.77.0.9", 9100, Map.of("fingerprint", "sha256:ab")))
                .isEmpty();
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        Advertisement read = read("pi", "10.77.0.9", 8080, Map.of()).orElseThrow();

        assertThat(read.peer().url()).hasToString("http://10.77.0.9:8080/mcp/");
        assertThat(read.octo()).isEqualTo("pi");
        assertThat(read.needsKey()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "<b>x</b>", "a b", "", "pi\n2026 ERROR", "\u001b[31mred", "a/b", "pi\u202e"})
    void aNameThatIsNoneIsNotHeard(String name) {
        assertThat(read(name, "10.77.0.9", 9100, Map.of())).isEmpty();
    }

    @Test
    void anEndlessNameIsNotHeard() {
        assertThat(read("n".repeat(64), "10.77.0.9", 9100, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../../etc/passwd", "//evil.example/", "mcp", "/a?b", "/a#b", "/a b", "/%2e%2e/", "/a\r\nX: y"})
    void aPathThatLeadsElsewhereIsNotHeard(String path) {
        assertThat(read("pi", "10.77.0.9", 9100, Map.of("path", path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.77.1.9",
                "8.8.8.8",
                "127.0.0.1",
                "0.0.0.0",
                "224.0.0.251",
                "169.254.169.254",
                "::1",
                "2001:db8::1"
            })
    void anAddressOfAnotherNetworkIsNotHeard(String address) {
        assertThat(read("pi", address, 9100, Map.of())).isEmpty();
    }

    @Test
    void uglyTagsAreMadeFitForALine() {
        Advertisement read = read(
                        "pi",
                        "10.77.0.9",
                        9100,
                        Map.of(
                                "capabilities",
                                "\u001b[2Jops\n2026 ERROR," + "x".repeat(5_000) + "," + "t,".repeat(500)))
                .orElseThrow();

        assertThat(read.peer().capabilities())
                .hasSizeLessThanOrEqualTo(100)
                .allMatch(tag -> tag.length() <= 103)
                .noneMatch(tag -> tag.chars().anyMatch(Character::isISOControl));
    }

    @Test
    void aLinkLocalAddressBelongsToTheInterfaceOnWhichItWasHeard() {
        String card = anyCard();
        Link link = new Link(card, address("fe80::1"), 64);

        assertThat(Advertisement.read(info("pi", "fe80::9", 9100, Map.of()), link)
                        .orElseThrow()
                        .peer()
                        .url()
                        .getHost())
                .isEqualTo("[fe80:0:0:0:0:0:0:9%" + card + "]");
    }

    @ParameterizedTest
    @CsvSource({"atlas,atlas-2", "atlas-2,atlas-3", "atlas-9,atlas-10", "a-b,a-b-2", "-5,-5-2", "x-0,x-0-2"})
    void aNameThatIsTakenIsCounted(String taken, String next) {
        assertThat(DashedNames.next(taken)).isEqualTo(next);
    }

    @Test
    void aLongNameIsAnnouncedAsFarAsItFits() {
        assertThat(Responders.label("atlas")).isEqualTo("atlas");
        String label = Responders.label("\u0436".repeat(63));
        assertThat(label.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(50, 58);
        assertThat(Responders.label("\ud835\udd38".repeat(31)).codePoints()).allMatch(point -> point == 0x1d538);
    }

    private static Optional<Advertisement> read(String name, String address, int port, Map<String, String> text) {
        return Advertisement.read(info(name, address, port, text), LINK);
    }

    private static ServiceInfo info(String name, String address, int port, Map<String, String> text) {
        ServiceInfo info = mock(ServiceInfo.class);
        when(info.getName()).thenReturn(name);
        when(info.getPort()).thenReturn(port);
        when(info.getInetAddresses()).thenReturn(new InetAddress[] {address(address)});
        text.forEach(
                (key, value) -> when(info.getPropertyBytes(key)).thenReturn(value.getBytes(StandardCharsets.UTF_8)));
        return info;
    }

    private static String anyCard() {
        try {
            return java.net.NetworkInterface.networkInterfaces()
                    .findFirst()
                    .orElseThrow()
                    .getName();
        } catch (java.net.SocketException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
