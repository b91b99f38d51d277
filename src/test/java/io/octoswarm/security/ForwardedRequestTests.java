package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ForwardedRequestTests {
    private static final List<AddressRange> PROXIES = Stream.of("10.0.0.1", "::1", "172.20.0.0/16", "fd00:7::/32")
            .map(AddressRange::parse)
            .flatMap(Optional::stream)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 203.0.113.9, 203.0.113.9",
        "10.0.0.1, '127.0.0.1, 203.0.113.9', 203.0.113.9",
        "10.0.0.1, '203.0.113.9, 10.0.0.1', 203.0.113.9",
        "172.20.3.4, '203.0.113.9, 172.20.9.9, 10.0.0.1', 203.0.113.9",
        "fd00:7::5, 203.0.113.9, 203.0.113.9",
        "10.0.0.1, 203.0.113.9:5555, 203.0.113.9",
        "0:0:0:0:0:0:0:1, [2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "0:0:0:0:0:0:0:1, [2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
        "0:0:0:0:0:0:0:1, 127.0.0.1, 127.0.0.1",
        "10.0.0.1, 10.0.0.1, 10.0.0.1"
    })
    void aTrustedProxySaysWhereARequestComesFrom(String from, String header, String expected) {
        assertThat(origin(from, "X-Forwarded-For", header)).isEqualTo(expected);
    }

    /** In words that nobody understands, or from a machine that speaks of its own loopback as if it were ours. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, evil.example",
        "10.0.0.1, unknown",
        "10.0.0.1, ''",
        "10.0.0.1, '203.0.113.9, '",
        "10.0.0.1, 300.300.300.300",
        "10.0.0.1, 127.0.0.1",
        "172.20.3.4, ::1"
    })
    void whatItSaysUnclearlyComesFromNobodyKnowsWhere(String from, String header) {
        assertThat(origin(from, "X-Forwarded-For", header)).isEqualTo(ForwardedRequest.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, X-Forwarded-For, 203.0.113.9",
        "127.0.0.1, X-Forwarded-For, 127.0.0.1",
        "127.0.0.1, Forwarded, for=203.0.113.9",
        "127.0.0.1, X-Real-IP, 203.0.113.9",
        "192.168.1.20, X-Forwarded-For, 192.168.1.20",
        "10.0.0.1, Forwarded, for=203.0.113.9"
    })
    void soDoesWhatAnotherOnePassedOn(String from, String header, String value) {
        assertThat(origin(from, header, value)).isEqualTo(ForwardedRequest.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "192.168.1.20", "10.0.0.1"})
    void whatNobodyPassedOnComesFromItsSender(String from) {
        assertThat(origin(from, "X-Request-Id", "203.0.113.9")).isEqualTo(from);
    }

    private static String origin(String from, String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(from);
        request.addHeader(header, value);
        return ForwardedRequest.of(request, PROXIES).getRemoteAddr();
    }
}
