package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.SettableClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class EntranceTests {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NEIGHBOUR = "192.168.1.20";
    private static final String STRANGER = "203.0.113.9";

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock::nanoTime);
    private final WrongKeys wrongKeys = new WrongKeys(clock::nanoTime, unused -> {}, Duration.ZERO);
    private final Entrance open = new Entrance(new Keys(List.of()), sessions, wrongKeys);
    private final Entrance locked = new Entrance(new Keys(List.of("new-key", "old-key")), sessions, wrongKeys);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "::1",
                "0:0:0:0:0:0:0:1",
                "10.0.0.5",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.1.20",
                "169.254.7.7",
                "fe80::1",
                "fe80:0:0:0:1:2:3:4%1",
                "fd12:3456::1",
                "fc00::1",
                "::ffff:192.168.1.20"
            })
    void withoutAKeyPeersOnPrivateNetworksReachTheTools(String address) {
        assertThat(check(open, "/mcp", address, null)).isEmpty();
        assertThat(check(open, "/mcp/", address, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9",
                "8.8.8.8",
                "172.32.0.1",
                "172.15.0.1",
                "192.169.0.1",
                "11.0.0.1",
                "2001:db8::1",
                "fe00::1",
                "::ffff:8.8.8.8",
                "0.0.0.0"
            })
    void withoutAKeyOthersDoNot(String address) {
        assertThat(check(open, "/mcp", address, null))
                .contains(new Denial(403, "Without SWARM_API_KEY this is for private networks only."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/command", "/api/status", "/actuator/prometheus", "/mcp/x", "/MCP", "/mcp;a=b"})
    void withoutAKeyAllElseIsForThisMachine(String path) {
        assertThat(check(open, path, LOOPBACK, null)).isEmpty();
        assertThat(check(open, path, NEIGHBOUR, null))
                .contains(new Denial(403, "Without SWARM_API_KEY this is for the machine itself only."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/actuator/health", "/page.css", "/page.js", "/icon.svg"})
    void theSignOfLifeAndTheFilesOfThePageAreForEverybody(String path) {
        assertThat(check(open, path, STRANGER, null)).isEmpty();
        assertThat(check(locked, path, STRANGER, null)).isEmpty();
        assertThat(check(locked, path, STRANGER, "Bearer wrong")).isEmpty();
    }

    /** What a server might take for the sign of life, or for the page, after all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../mcp",
                "/health/",
                "/health;/../api/status",
                "/%68ealth",
                "//health",
                "/actuator/health/..",
                "/actuator/health/db",
                "//",
                "/;/api"
            })
    void nothingElsePassesForIt(String path) {
        assertThat(check(locked, path, STRANGER, null)).isPresent();
        assertThat(check(locked, path, LOOPBACK, null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer new-key", "Bearer old-key", "bearer new-key", "BEARER  new-key "})
    void eachKeyOpensFromEverywhere(String authorization) {
        assertThat(check(locked, "/mcp", STRANGER, authorization)).isEmpty();
        assertThat(check(locked, "/api/status", STRANGER, authorization)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer new-ke",
                "Bearer new-key2",
                "Bearer NEW-KEY",
                "Bearer new-key,old-key",
                "new-key",
                "Basic new-key",
                "Basic bmV3LWtleTo="
            })
    void otherKeysDoNotNotEvenFromThisMachine(String authorization) {
        assertThat(check(locked, "/mcp", LOOPBACK, authorization))
                .hasValueSatisfying(denial -> assertThat(denial.status()).isEqualTo(401));
        assertThat(check(locked, "/api/command", LOOPBACK, authorization))
                .hasValueSatisfying(denial -> assertThat(denial.status()).isEqualTo(401));
    }

    @Test
    void aRefusalSaysWhatIsNeededAndTellsNoKey() {
        assertThat(check(locked, "/mcp", NEIGHBOUR, null).orElseThrow().why())
                .isEqualTo("The key of this swarm is needed: Authorization: Bearer <SWARM_API_KEY>.");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOPBACK, NEIGHBOUR})
    void withAKeyThePageIsForThoseWhoLoggedIn(String address) {
        assertThat(check(locked, "/", address, null))
                .hasValueSatisfying(denial -> assertThat(denial.status()).isEqualTo(401));
        MockHttpServletRequest request = request("/", address);
        request.setCookies(cookie(sessions.begin(request("/login", NEIGHBOUR))));
        assertThat(locked.check(request)).isEmpty();

        clock.setBack(Duration.ofDays(365));
        clock.forward(Sessions.LENGTH);
        assertThat(locked.check(request)).isPresent();
    }

    @Test
    void aSessionIsNoKeyForTheTools() {
        MockHttpServletRequest request = request("/mcp", NEIGHBOUR);
        request.setCookies(cookie(sessions.begin(request("/login", NEIGHBOUR))));

        assertThat(locked.check(request)).isPresent();
    }

    @Test
    void aWrongKeyIsAnsweredHalfASecondLater() {
        Entrance slow =
                new Entrance(new Keys(List.of("new-key")), sessions, new WrongKeys(clock::nanoTime, unused -> {}));
        long begun = System.nanoTime();

        assertThat(check(slow, "/mcp", NEIGHBOUR, "Bearer guess")).isPresent();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    /** Each answer that waits holds a thread of the server; a flood of wrong keys must not hold them all. */
    @Test
    void ofManyWrongKeysAtOnceFewHoldAThread() throws InterruptedException {
        WrongKeys slow = new WrongKeys(clock::nanoTime, unused -> {}, Duration.ofMinutes(5));
        Entrance flooded = new Entrance(new Keys(List.of("new-key")), sessions, slow);
        List<Thread> waiting = IntStream.range(0, WrongKeys.MOST_WAITING)
                .mapToObj(i -> new Thread(() -> check(flooded, "/mcp", "192.168.2." + i, "Bearer guess")))
                .toList();
        try {
            waiting.forEach(Thread::start);
            await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));

            assertThat(check(flooded, "/mcp", NEIGHBOUR, "Bearer guess"))
                    .contains(new Denial(429, "Too many wrong keys come at once; try again in a minute."));
            assertThat(check(flooded, "/mcp", NEIGHBOUR, "Bearer new-key")).isEmpty();
        } finally {
            waiting.forEach(Thread::interrupt);
        }
        for (Thread thread : waiting) {
            thread.join();
        }
    }

    @Test
    void anAddressThatGuessesIsRefusedForAMinuteWhateverItShows() {
        for (int i = 0; i < WrongKeys.MOST; i++) {
            assertThat(check(locked, "/mcp", NEIGHBOUR, "Bearer guess-" + i)
                            .orElseThrow()
                            .status())
                    .isEqualTo(401);
        }

        assertThat(check(locked, "/mcp", NEIGHBOUR, "Bearer new-key")
                        .orElseThrow()
                        .status())
                .isEqualTo(429);
        assertThat(check(locked, "/mcp", "192.168.1.21", "Bearer new-key")).isEmpty();
        clock.forward(Duration.ofSeconds(61));
        assertThat(check(locked, "/mcp", NEIGHBOUR, "Bearer new-key")).isEmpty();
    }

    /** A device may take another of 2^64 addresses for each guess. */
    @Test
    void inIpv6TheWholeNetworkOfTheGuesserIsRefused() {
        for (int i = 0; i < WrongKeys.MOST; i++) {
            check(locked, "/mcp", "2001:db8:0:1::" + i, "Bearer guess-" + i);
        }

        assertThat(check(locked, "/mcp", "2001:db8:0:1:aaaa::1", "Bearer new-key")
                        .orElseThrow()
                        .status())
                .isEqualTo(429);
        assertThat(check(locked, "/mcp", "2001:db8:0:2::1", "Bearer new-key")).isEmpty();
    }

    @Test
    void butNotANeighbourThatShowedTheKeyBefore() {
        String peer = "fd00::77";
        assertThat(check(locked, "/mcp", peer, "Bearer new-key")).isEmpty();
        for (int i = 0; i <= WrongKeys.MOST; i++) {
            check(locked, "/mcp", "fd00::" + i, "Bearer guess-" + i);
        }

        assertThat(check(locked, "/mcp", peer, "Bearer new-key")).isEmpty();
        for (int i = 0; i < WrongKeys.MOST; i++) {
            check(locked, "/mcp", peer, "Bearer guess-" + i);
        }
        assertThat(check(locked, "/mcp", peer, "Bearer new-key").orElseThrow().status())
                .isEqualTo(429);
    }

    @Test
    void aNeighbourOnTheSameMachineIsNotLockedOut() {
        for (int i = 0; i <= WrongKeys.MOST; i++) {
            check(locked, "/mcp", LOOPBACK, "Bearer old-mistake");
        }

        assertThat(check(locked, "/mcp", LOOPBACK, "Bearer new-key")).isEmpty();
    }

    @Test
    void theLoginIsShownToEverybodyAndTakesNoMoreGuessesThanTheRest() {
        MockHttpServletRequest login = request("/login", NEIGHBOUR);
        assertThat(locked.check(login)).isEmpty();
        for (int i = 0; i < WrongKeys.MOST; i++) {
            wrongKeys.shown(NEIGHBOUR);
        }

        assertThat(locked.check(login).orElseThrow().status()).isEqualTo(429);
    }

    /** Without a key set, an empty one must not match anything either. */
    @Test
    void noKeyIsNoKey() {
        Keys none = new Keys(List.of());

        assertThat(none.none()).isTrue();
        assertThat(none.open("Bearer ")).isFalse();
        assertThat(none.open(null)).isFalse();
    }

    private static Optional<Denial> check(Entrance entrance, String path, String address, String authorization) {
        MockHttpServletRequest request = request(path, address);
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        return entrance.check(request);
    }

    private static MockHttpServletRequest request(String path, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setRemoteAddr(address);
        return request;
    }

    private static Cookie cookie(String header) {
        String[] parts = header.split("[=;]", 3);
        return new Cookie(parts[0], parts[1]);
    }
}
