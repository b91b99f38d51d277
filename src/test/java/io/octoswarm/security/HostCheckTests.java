package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class HostCheckTests {
    private final HostCheck hosts = new HostCheck();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost", "localhost:9100", "LocalHost:9100", "127.0.0.1:9100", "192.168.1.42", "192.168.1.42:9100",
                "[::1]", "[::1]:9100", "[fe80::1]:9100", "sentinel", "sentinel:9100", "sentinel.local",
                "SENTINEL.LOCAL:9100", "pi.lan", "pi.fritz.box", "octo.internal"
            })
    void namesThatOnlyThisNetworkKnowsAreAnswered(String host) {
        assertThat(check(host, null)).isEmpty();
    }

    @Test
    void thisMachinesOwnNameIsAnswered() throws Exception {
        assertThat(check(InetAddress.getLocalHost().getHostName() + ":9100", null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9100",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "sentinel.local.evil.example:9100",
                "127.0.0.1.nip.io",
                "a.b",
                ":9100"
            })
    void namesOfThePublicDnsAreNot(String host) {
        assertThat(check(host, null)).contains(new Denial(421, "This Octo does not answer under that host name."));
    }

    @Test
    void aRequestWithoutAHostIsNotAnswered() {
        assertThat(check(null, null)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9100, http://localhost:9100",
        "localhost:9100, HTTP://LOCALHOST:9100",
        "192.168.1.42:9100, http://192.168.1.42:9100",
        "[::1]:9100, http://[::1]:9100"
    })
    void ourOwnPageMayAsk(String host, String origin) {
        assertThat(check(host, origin)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9100, http://evil.example",
        "localhost:9100, http://localhost:8080",
        "localhost:9100, http://localhost",
        "localhost:9100, null",
        "localhost:9100, ''",
        "localhost:9100, http://localhost:9100.evil.example",
        "localhost:9100, http://user@localhost:9100",
        "localhost:9100, file://",
        "localhost:9100, 'http://bad host'",
        "localhost:9100, http://127.0.0.1:9100"
    })
    void pagesOfOtherOriginsMayNot(String host, String origin) {
        assertThat(check(host, origin))
                .contains(new Denial(403, "Requests from pages of other origins are not answered."));
    }

    @Test
    void aSecondOriginBesideOurOwnIsNotOverlooked() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/mcp");
        request.addHeader("Host", "localhost:9100");
        request.addHeader("Origin", "http://localhost:9100");
        request.addHeader("Origin", "http://evil.example");

        assertThat(hosts.check(request)).isPresent();
    }

    private Optional<Denial> check(String host, String origin) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/mcp");
        if (host != null) {
            request.addHeader("Host", host);
        }
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        return hosts.check(request);
    }
}
