package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ForwardedRequestTests {
    private static final List<String> PROXIES = List.of("10.0.0.1", "::1");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 203.0.113.9, 203.0.113.9",
        "10.0.0.1, '127.0.0.1, 203.0.113.9', 203.0.113.9",
        "10.0.0.1, '203.0.113.9, 10.0.0.1', 203.0.113.9",
        "0:0:0:0:0:0:0:1, [2001:db8::7], 2001:db8::7",
        "10.0.0.1, evil.example, 10.0.0.1",
        "10.0.0.1, '', 10.0.0.1",
        "192.168.1.20, 127.0.0.1, 192.168.1.20",
        "127.0.0.1, 203.0.113.9, 127.0.0.1"
    })
    void onlyATrustedProxySaysWhereARequestComesFrom(String from, String header, String expected) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(from);
        request.addHeader("X-Forwarded-For", header);

        assertThat(ForwardedRequest.of(request, PROXIES).getRemoteAddr()).isEqualTo(expected);
    }
}
