package io.octoswarm.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.peer.Peers;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.SharedOcto;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedOcto.class)
class WebTests {
    private final TestOcto octo;

    WebTests(TestOcto octo) {
        this.octo = octo;
    }

    @Test
    void theSignOfLifeIsExactlyAsDocumented() {
        HttpResponse<String> response = octo.get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\",\"name\":\"octo-atlas\"}");
    }

    @Test
    void thePageSaysWhoThisIsAndWhereToGoOn() {
        HttpResponse<String> response = octo.get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.body())
                .startsWith("<!doctype html>")
                .contains("<h1>atlas</h1>", "/api/status", "/mcp")
                .doesNotContain("{{", "onclick", "style=\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/page.css, text/css;charset=UTF-8",
        "/page.js, text/javascript;charset=UTF-8",
        "/icon.svg, image/svg+xml;charset=UTF-8"
    })
    void thePageBringsAllThatItNeeds(String path, String type) {
        HttpResponse<String> response = octo.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.body()).isNotBlank().doesNotContain("://cdn", "@import", "eval(");
    }

    @Test
    void statusIsForPrograms(@TempDir Path folder) throws Exception {
        try (FakePeer peer = FakePeer.start("sentinel");
                TestOcto mine = TestOcto.start(folder, Map.of())) {
            assertThat(status(mine).path("peers")).isEmpty();
            mine.part(Peers.class).add(peer.peer());
            await().until(() -> status(mine)
                    .path("peers")
                    .path(0)
                    .path("status")
                    .asString("")
                    .equals("online"));

            JsonNode status = status(mine);
            assertThat(status.propertyNames())
                    .containsExactly(
                            "name",
                            "role",
                            "version",
                            "port",
                            "capabilities",
                            "uptime_seconds",
                            "load",
                            "peers",
                            "waiting",
                            "details",
                            "problems");
            assertThat(status.path("name").stringValue()).isEqualTo("atlas");
            assertThat(status.path("port").intValue()).isEqualTo(mine.port());
            assertThat(status.path("problems")).isEmpty();
            JsonNode first = status.path("peers").path(0);
            assertThat(first.propertyNames())
                    .containsExactly("name", "url", "capabilities", "status", "admission", "last_seen", "reason");
            assertThat(first.path("url").stringValue()).isEqualTo(peer.url().toString());
            assertThat(first.path("capabilities")).hasToString("[\"ops\"]");
            assertThat(first.path("last_seen").stringValue()).startsWith("20").endsWith("Z");
            assertThat(first.path("reason").isNull()).isTrue();
        }
    }

    @Test
    void aQuestionIsAnsweredInPlainText() {
        HttpResponse<String> response = octo.text("/api/messages", "Who are you?");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(response.body()).startsWith("I am atlas");
    }

    @Test
    void whatCannotBeAnsweredIsUnderstoodAndRefused() {
        HttpResponse<String> response = octo.text("/api/messages", "Paint the fence xyzzy");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).startsWith("I cannot answer that.");
    }

    @Test
    void aCommandMayBeGivenAsAMessageToo() {
        assertThat(octo.text("/api/messages", " /help ").body()).contains("/swarm peers");
    }

    @Test
    void textOfEveryScriptComesThrough() {
        assertThat(octo.text("/api/command", "/grüße大阪🐙").body()).startsWith("There is no command /grüße大阪🐙.");
    }

    @ParameterizedTest
    @CsvSource({"/api/command, No command was given; /help lists them.", "/api/messages, No question was asked."})
    void nothingSaidIsABadRequest(String path, String reply) {
        for (String body : new String[] {"", "  \n "}) {
            HttpResponse<String> response = octo.text(path, body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/command", "/api/messages"})
    void onlyTextIsTaken(String path) {
        HttpResponse<String> json = octo.send(octo.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("\"/swarm\"")));
        HttpResponse<String> form = octo.send(octo.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("/swarm")));

        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(json.body()).isEqualTo("The body must be sent as text/plain.");
        HttpResponse<String> deletion = octo.send(octo.request(path).DELETE());
        assertThat(deletion.statusCode()).isEqualTo(405);
        assertThat(deletion.body())
                .startsWith("DELETE is not allowed here; allowed are: ")
                .contains("POST");
        assertThat(deletion.headers().firstValue("Allow").orElse("")).contains("POST");
        assertThat(json.body() + form.body()).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"/api/why, task", "/api/messages, conversation", "/api/events, conversation"})
    void aParameterThatIsMissingIsNamed(String path, String parameter) {
        HttpResponse<String> response = octo.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("The parameter \"" + parameter + "\" is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/api/nothing", "/actuator/env", "/actuator/heapdump", "/..%2f", "/a%00b"})
    void whatIsNotThereTellsNothing(String path) {
        HttpResponse<String> response = octo.get(path);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "java.", "springframework", "Apache Tomcat");
    }

    @Test
    void theMetersOfTheSwarmAreThere() {
        assertThat(octo.get("/actuator/prometheus").body())
                .contains(
                        "octo_peers{state=\"online\"}",
                        "octo_peers{state=\"offline\"}",
                        "octo_peers{state=\"unknown\"}",
                        "octo_tasks_running",
                        "octo_tasks_queued",
                        "octo_mcp_calls_seconds_count{outcome=\"answered\",tool=\"ask\"}");
    }

    @Test
    void turnedOffThereIsNoServerForPeersAndCommandsSayHowToTurnItOn(@TempDir Path folder) throws Exception {
        try (TestOcto off = TestOcto.start(folder, Map.of("SWARM_ENABLED", "false"))) {
            assertThat(off.mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(off.command("/swarm").statusCode()).isEqualTo(422);
            assertThat(off.command("/swarm peers").body())
                    .isEqualTo("The swarm is turned off here. Set SWARM_ENABLED=true in the environment or in .env and"
                            + " start again.");
            assertThat(off.get("/health").statusCode()).isEqualTo(200);
            assertThat(off.text("/api/messages", "Who are you?").statusCode()).isEqualTo(200);
        }
    }

    private static JsonNode status(TestOcto octo) {
        return JsonMapper.shared().readTree(octo.get("/api/status").body());
    }
}
