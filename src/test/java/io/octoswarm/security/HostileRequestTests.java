package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.SharedOcto;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that no honest client sends. */
@ExtendWith({SharedOcto.class, OutputCaptureExtension.class})
class HostileRequestTests {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final int MIB = 1 << 20;

    private final TestOcto octo;

    HostileRequestTests(TestOcto octo) {
        this.octo = octo;
    }

    @Test
    void aHeaderWithoutAnEndIsRefusedInOneLine() {
        assertShort(octo.raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(MIB), "\n\n"), 400);
    }

    @Test
    void thousandsOfHeadersAreRefusedInOneLine() {
        assertShort(
                octo.raw("GET /health HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(5_000) + "\r\n", "\n\n"),
                400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
                "GET\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: what\r\n\r\n"
            })
    void whatIsNoRequestIsRefusedInOneLine(String bytes) {
        assertShort(octo.raw(bytes, "\n\n"), 400, 501, 505);
    }

    /** Of strangers, too: not to be told by a stack trace in the log. */
    @Test
    void thousandsOfParametersAreRefusedInOneLine(CapturedOutput log) {
        String proof = "GET /proof?" + "n&".repeat(1_001) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

        assertThat(octo.raw(proof, "many."))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("The parameters are malformed, or too many.");
        assertThat(log.getOut()).doesNotContain("InvalidParameterException");
    }

    @Test
    void nobodyAsksForTheErrorPage() {
        assertThat(octo.get("/error").statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyOfAHundredMebibytesIsRefusedByItsLength() {
        assertThat(octo.raw(
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                + 100 * MIB + "\r\n\r\n",
                        "MiB."))
                .startsWith("HTTP/1.1 413 ");
    }

    /** The rest of it is not even taken off the wire. */
    @Test
    void aHundredMebibytesInChunksAreNotReadToTheirEnd() throws IOException {
        byte[] chunk =
                (Integer.toHexString(MIB) + "\r\n" + " ".repeat(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), octo.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            while (sent < 100) {
                out.write(chunk);
                sent++;
            }
        } catch (IOException closed) {
            assertThat(sent).isLessThan(50); // what fits between the two is the system's
        }
        assertThat(sent).isLessThan(100);
        assertThat(octo.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyInTheQueryOpensNothing(@TempDir Path folder) throws Exception {
        try (TestOcto locked = TestOcto.start(folder, Map.of("SWARM_API_KEY", "the-key"))) {
            for (String query : List.of("key", "api_key", "access_token", "SWARM_API_KEY", "Authorization")) {
                HttpResponse<String> response = locked.send(locked.request("/mcp?" + query + "=the-key")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(PING)));

                assertThat(response.statusCode()).as(query).isEqualTo(401);
                assertThat(response.body()).doesNotContain("the-key");
            }
        }
    }

    /** As a proxy on this machine would that nobody has named: who stands before it is not this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP"})
    void whatAnUnnamedProxyPassesOnIsNotFromHere(String header) {
        assertThat(octo.get("/api/status").statusCode()).isEqualTo(200);
        for (String path : new String[] {"/", "/api/status", "/actuator/prometheus"}) {
            assertThat(octo.send(octo.request(path).header(header, "127.0.0.1")).statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> tools = octo.send(octo.request("/mcp")
                .header(header, "10.0.0.7")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(PING)));
        assertThat(tools.statusCode()).isEqualTo(403);
        assertThat(tools.body()).contains("private networks");
        assertThat(octo.send(octo.request("/health").header(header, "203.0.113.9"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatANamedProxyPassesOnComesFromWhereItSays(@TempDir Path folder) throws Exception {
        try (TestOcto behind = TestOcto.start(folder, Map.of("SWARM_TRUSTED_PROXIES", "127.0.0.0/8, ::1"))) {
            assertThat(status(behind, "203.0.113.9")).isEqualTo(403);
            assertThat(status(behind, "127.0.0.1, 203.0.113.9")).isEqualTo(403);
            assertThat(status(behind, "unknown")).isEqualTo(403);
            assertThat(status(behind, "203.0.113.9, 127.0.0.1")).isEqualTo(403);
            assertThat(status(behind, "127.0.0.1")).isEqualTo(200);
        }
    }

    private static int status(TestOcto octo, String forwardedFor) {
        return octo.send(octo.request("/api/status").header("X-Forwarded-For", forwardedFor))
                .statusCode();
    }

    /** Slow loris: connections that are held open by requests without an end. Needs a second address, as Linux has. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverHoldsManyConnectionsKeepsNobodyElseOut() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < GuardedProtocol.MOST_CONNECTIONS; i++) {
                held.add(unfinished("127.0.0.2"));
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> isClosed(unfinished("127.0.0.2")));
            assertThat(octo.get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !isClosed(unfinished("127.0.0.2")));
    }

    /** Refused or answered, whatever is left of a body is not waited for. */
    @ParameterizedTest
    @ValueSource(strings = {"/health", "/mcp"})
    void aBodyThatNobodyReadsAndThatNeverEndsIsCut(String path) throws IOException {
        try (Socket slow = unfinished("127.0.0.1", bodyOf(path, "Origin: http://evil.example\r\n"))) {
            assertThat(new String(slow.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 40"); // before the rest of the body
            long answered = System.nanoTime();
            await().atMost(Duration.ofSeconds(10L * UnreadBody.MOST_SECONDS))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isCutWhenAByteMoreIsSent(slow));
            assertThat(Duration.ofNanos(System.nanoTime() - answered)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    /** Whoever did not yet send the whole body when it was refused, hears the refusal, and may go on. */
    @Test
    void theRestOfARefusedBodyIsReadSoThatTheAnswerArrives() throws IOException {
        try (Socket socket = unfinished("127.0.0.1", bodyOf("/nothing", ""))) {
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 404");
            socket.getOutputStream().write(" ".repeat(99_999).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 200", "\"status\":\"ok\"");
        }
    }

    /** Each body that is read holds a thread, up to the bound of its time. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whoeverSendsManyBodiesSlowlyKeepsNobodyElseOut() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < GuardedProtocol.MOST_CONNECTIONS; i++) {
                held.add(unfinished("127.0.0.2", bodyOf("/mcp", "")));
            }

            assertThat(octo.get("/health").statusCode()).isEqualTo(200);
            assertThat(held.get(0).getInputStream().available()).isZero(); // it is still being read
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !isClosed(unfinished("127.0.0.2")));
    }

    private static String bodyOf(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: 100000\r\n\r\n{";
    }

    private static boolean isCutWhenAByteMoreIsSent(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private Socket unfinished(String from) throws IOException {
        return unfinished(from, "GET /health HTTP/1.1\r\nX-Slow: ");
    }

    private Socket unfinished(String from, String text) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), octo.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Closes it. */
    private static boolean isClosed(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(1_000);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void assertShort(String response, Integer... statuses) {
        assertThat(response.split(" ", 3)).hasSizeGreaterThan(1);
        assertThat(Integer.valueOf(response.split(" ", 3)[1])).isIn((Object[]) statuses);
        assertThat(response)
                .contains("Content-Type: text/plain")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("Tomcat", "Exception", "\tat ");
    }
}
