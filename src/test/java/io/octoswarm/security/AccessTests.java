package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.SharedOcto;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access rules as they meet real requests. */
@ExtendWith(SharedOcto.class)
class AccessTests {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final int MIB = 1 << 20;

    private final TestOcto octo;

    AccessTests(TestOcto octo) {
        this.octo = octo;
    }

    @Test
    void aForeignHostNameIsMisdirectedOnEveryPath() {
        for (String path : new String[] {"/mcp", "/health", "/", "/api/status"}) {
            assertThat(octo.raw(
                            "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "name."))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("This Octo does not answer under that host name.");
        }
    }

    @Test
    void aForeignOriginIsForbiddenInTheFormOfTheProtocol() {
        HttpResponse<String> response = octo.send(octo.request("/mcp")
                .header("Content-Type", "application/json")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.ofString(PING)));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.path("jsonrpc").stringValue()).isEqualTo("2.0");
        assertThat(body.path("id").isNull()).isTrue();
        assertThat(body.path("error").path("code").intValue()).isEqualTo(-32600);
        assertThat(body.path("error").path("message").stringValue())
                .isEqualTo("Requests from pages of other origins are not answered.");
    }

    @Test
    void ourOwnOriginMayAsk() {
        assertThat(octo.send(octo.request("/mcp")
                                .header("Content-Type", "application/json")
                                .header("Origin", "http://127.0.0.1:" + octo.port())
                                .POST(BodyPublishers.ofString(PING)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/api/command", "/api/messages"})
    void aBodyOfMoreThanOneMebibyteIsRefused(String path) {
        String type = path.equals("/mcp") ? "application/json" : "text/plain";
        HttpResponse<String> response = octo.send(
                octo.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(" ".repeat(MIB + 1))));

        assertTooLarge(response.statusCode() + " " + response.body(), "413 ");
    }

    /** Not a byte of the body is sent: the length alone is enough to refuse. */
    @Test
    void itIsRefusedByItsLengthBeforeItIsRead() {
        assertTooLarge(
                octo.raw(
                        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + 2 * MIB + "\r\n\r\n",
                        "MiB."),
                "HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/api/command"})
    void itIsRefusedInChunksOfUnknownLengthToo(String path) {
        String type = path.equals("/mcp") ? "application/json" : "text/plain";
        String chunk = Integer.toHexString(MIB + 1) + "\r\n" + " ".repeat(MIB + 1) + "\r\n";

        assertTooLarge(
                octo.raw(
                        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk,
                        "MiB."),
                "HTTP/1.1 413 ");
    }

    @Test
    void aBodyOfExactlyOneMebibyteIsRead() {
        HttpResponse<String> response = octo.mcp(PING + " ".repeat(MIB - PING.length()));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void withAKeyTheToolsAreForThoseWhoHaveIt(@TempDir Path folder) throws Exception {
        try (TestOcto locked = TestOcto.start(folder, Map.of("SWARM_API_KEY", "new-key,old-key"))) {
            HttpResponse<String> refused = locked.mcp(PING);

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"octo-swarm\"");
            assertThat(refused.body())
                    .contains("\"jsonrpc\":\"2.0\"", "SWARM_API_KEY")
                    .doesNotContain("new-key", "old-key");
            assertThat(status(locked, "wrong")).isEqualTo(401);
            assertThat(status(locked, "new-key")).isEqualTo(200);
            assertThat(status(locked, "old-key")).isEqualTo(200);
            assertThat(locked.get("/health").statusCode()).isEqualTo(200);
            assertThat(locked.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(locked.get("/actuator/prometheus").statusCode()).isEqualTo(401);
            assertThat(locked.get("/api/status").statusCode()).isEqualTo(401);
            assertThat(locked.command("/swarm").statusCode()).isEqualTo(401);
            assertThat(locked.get("/api/status?key=new-key").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theStatusSaysThatASwarmWithoutAKeyIsOpen() {
        assertThat(octo.command("/swarm").body()).contains("Access", "open: no SWARM_API_KEY");
    }

    @Test
    void aPersonLogsInWithTheKeyAndOutAgain(@TempDir Path folder) throws Exception {
        try (TestOcto locked = TestOcto.start(folder, Map.of("SWARM_API_KEY", "new-key"))) {
            HttpResponse<String> page = locked.get("/");
            assertThat(page.statusCode()).isEqualTo(303);
            assertThat(page.headers().firstValue("Location")).contains("/login");
            assertThat(locked.get("/login").body())
                    .contains("type=\"password\"")
                    .doesNotContain("new-key");

            HttpResponse<String> wrong = form(locked, "/login", "key=guess", "");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("That is not the key.").doesNotContain("guess");

            HttpResponse<String> right = form(locked, "/login", "key=new-key", "");
            assertThat(right.statusCode()).isEqualTo(303);
            String cookie = right.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("new-key");
            String session = cookie.split(";")[0];
            assertThat(withCookie(locked, "/", session)).isEqualTo(200);
            assertThat(withCookie(locked, "/api/status", session)).isEqualTo(200);

            assertThat(form(locked, "/logout", "", session).statusCode()).isEqualTo(303);
            assertThat(withCookie(locked, "/api/status", session)).isEqualTo(401);
        }
    }

    private static HttpResponse<String> form(TestOcto octo, String path, String body, String cookie) {
        return octo.send(octo.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookie)
                .POST(BodyPublishers.ofString(body)));
    }

    private static int withCookie(TestOcto octo, String path, String cookie) {
        return octo.send(octo.request(path).header("Cookie", cookie)).statusCode();
    }

    private static int status(TestOcto octo, String key) {
        return octo.send(octo.request("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(PING)))
                .statusCode();
    }

    private static void assertTooLarge(String response, String beginning) {
        assertThat(response)
                .startsWith(beginning)
                .contains("The body is larger than 1 MiB.")
                .doesNotContain("Exception", "\tat ");
    }
}
