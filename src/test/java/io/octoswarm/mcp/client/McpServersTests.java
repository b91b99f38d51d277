package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.agent.Question;
import io.octoswarm.instance.Variables;
import io.octoswarm.mcp.McpSettings;
import io.octoswarm.mcp.ToolServers.State;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.Fault;
import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import tools.jackson.databind.json.JsonMapper;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class McpServersTests {
    private static final Path SCRIPT =
            Path.of("src", "test", "mcp", "server.sh").toAbsolutePath();

    @TempDir
    private Path folder;

    private Parts parts;
    private McpServers servers;

    @BeforeEach
    void start() {
        Variables variables = new Variables(Map.of("TOKEN", "geheim"));
        parts = Parts.of(folder.resolve(".octo"))
                .with("http", PeerHttp.class, PeerHttp::create)
                .with("mcpSettings", McpSettings.class, () -> McpSettings.from(variables))
                .with(ServerLinks.class, PassedOn.class, McpServers.class)
                .start();
        servers = parts.get(McpServers.class);
    }

    @AfterEach
    void stop() throws IOException {
        parts.close();
    }

    @Test
    void thereAreNoneWithoutAFile() {
        assertThat(servers.getToolCallbacks()).isEmpty();
        assertThat(servers.states()).isEmpty();
        assertThat(servers.problems()).isEmpty();
    }

    @Test
    void aServerIsStartedWhenItsToolsAreFirstNeeded() {
        configure(program("fake", ""));
        assertThat(servers.states()).containsExactly(new State("fake", "not started", 0));
        assertThat(folder.resolve("fake.pids")).doesNotExist();

        assertThat(names()).containsExactly("fake__echo");

        assertThat(servers.states()).containsExactly(new State("fake", "running", 1));
        assertThat(servers.getToolCallbacks()[0].getToolDefinition().description())
                .isEqualTo("[described by fake] says it again");
        assertThat(call("anything")).isEqualTo("heard");
        assertThat(call("fail")).isEqualTo("Error from fake: cannot");
        assertThat(pids("fake")).hasSize(2);
    }

    @Test
    void aProgramSeesItsOwnVariablesAndNoneOfOurSecrets() {
        configure(program("fake", ",\"env\":{\"MINE\":\"${TOKEN}-${NONE:-x}\"}"));

        assertThat(call("environment"))
                .contains("PATH", "MINE=geheim-x", "in " + folder)
                .doesNotContain("JAVA_HOME", "MAVEN");
        assertThat(servers.states().toString() + servers.problems()).doesNotContain("geheim");
    }

    @Test
    void oneThatDiesIsStartedAgainOnceItsBackOffIsOver() {
        configure(program("fake", ""));

        assertThat(call("die")).isEqualTo("Error: fake cannot be reached: it ended with exit code 3 (Error: no more).");

        assertThat(servers.states()).containsExactly(new State("fake", "failed", 1));
        assertThat(servers.problems())
                .containsExactly("MCP server fake: it ended with exit code 3 (Error: no more);"
                        + " it is started when it is needed, in 1 s at the earliest");
        assertThat(call("anything")).startsWith("Error: fake cannot be reached: it ended with exit code 3");
        parts.clock().forward(Duration.ofSeconds(2));
        assertThat(call("anything")).isEqualTo("heard");
        assertThat(servers.problems()).isEmpty();
    }

    @Test
    void oneThatHangsIsGivenUpWhenItAnswersNoPing() {
        configure(program("fake", ""));
        ToolCallback echo = servers.getToolCallbacks()[0];
        Question question =
                new Question("x", "", List.of(), parts.clock().instant().plusMillis(300), null);

        assertThat(echo.call("{\"text\":\"hang\"}", new ToolContext(Map.of("question", question))))
                .isEqualTo("Error: fake cannot be reached: no answer in time.");

        await().untilAsserted(() -> assertThat(servers.problems())
                .singleElement()
                .asString()
                .startsWith("MCP server fake: it does not answer any more;"));
        await().until(() -> pids("fake").stream().noneMatch(McpServersTests::isAlive));
    }

    @Test
    void oneThatFloodsIsEnded() {
        configure(program("fake", ""));

        assertThat(call("flood")).isEqualTo("Error: fake cannot be reached: it prints what is no MCP message.");
        await().until(() -> pids("fake").stream().noneMatch(McpServersTests::isAlive));
    }

    @Test
    void aLargeResultIsCutAndATooLargeOneEndsTheServer() {
        configure(program("fake", ""));

        assertThat(call("two MiB")).hasSizeBetween(100_000, 100_100).endsWith("\n[cut: 2097152 characters]");
        assertThat(call("five MiB")).isEqualTo("Error: fake cannot be reached: it sent a message of more than 4 MiB.");
    }

    @Test
    void toolsThatComeLaterAreSeen() {
        configure(program("fake", ""));

        assertThat(call("grow")).isEqualTo("grown");

        await().until(() -> names().equals(List.of("fake__echo", "fake__another")));
    }

    @Test
    void thatOneOffersTooManyToolsIsTold() {
        configure(program("fake", ""));
        names();
        assertThat(servers.problems()).isEmpty();

        call("multiply");

        await().until(() -> names().size() == 256);
        assertThat(servers.problems())
                .containsExactly("MCP server fake: it offers more than 256 tools; those beyond are left out");
    }

    @Test
    void theEndOfThisOctoEndsThemWithTheirChildren() {
        configure(program("fake", ""));
        names();
        assertThat(pids("fake")).hasSize(2).allMatch(McpServersTests::isAlive);

        servers.destroy();

        await().until(() -> pids("fake").stream().noneMatch(McpServersTests::isAlive));
    }

    @Test
    void brokenOnesNeitherHoldUpNorHarmTheOthers() {
        configure(
                "\"absent\":{\"command\":\"no-such-program-here\",\"args\":[\"--key\",\"geheim\"]}",
                "\"silent\":{\"command\":\"sleep\",\"args\":[\"600\"]}",
                "\"ends\":{\"command\":\"sh\",\"args\":[\"-c\",\"exit 0\"]}",
                "\"unset\":{\"command\":\"sh\",\"env\":{\"KEY\":\"${UNSET}\"}}",
                "\"off\":{\"command\":\"sh\",\"env\":{\"KEY\":\"${UNSET}\"},\"disabled\":true}",
                program("fake", ""));

        assertThat(names()).containsExactly("fake__echo");

        assertThat(servers.states())
                .containsExactly(
                        new State("absent", "failed", 0),
                        new State("silent", "starting", 0),
                        new State("ends", "failed", 0),
                        new State("fake", "running", 1),
                        new State("off", "disabled", 0));
        assertThat(String.join("\n", servers.problems()))
                .contains(
                        ".mcp.json, server \"unset\": the variable UNSET is not set.",
                        "MCP server absent: no-such-program-here cannot be started: No such file or directory;",
                        "MCP server ends: it ended with exit code 0;")
                .doesNotContain("geheim");
    }

    @Test
    void aFileThatIsEditedIsReadAgain() throws IOException {
        configure(program("fake", ""));
        names();
        List<Long> before = pids("fake");

        configure(program("fake", ""), program("other", ""));
        assertThat(names()).containsExactly("fake__echo", "other__echo");
        assertThat(pids("fake")).isEqualTo(before);

        configure(program("other", ""));
        assertThat(names()).containsExactly("other__echo");
        await().until(() -> before.stream().noneMatch(McpServersTests::isAlive));

        Files.delete(folder.resolve(".mcp.json"));
        assertThat(servers.states()).isEmpty();
    }

    @Test
    void aMalformedFileIsNamedWithLineAndColumnAndTheServersStay() throws IOException {
        configure(program("fake", ""));
        names();

        Files.writeString(folder.resolve(".mcp.json"), "{\"mcpServers\":{\n  oops");

        assertThat(names()).containsExactly("fake__echo");
        assertThat(servers.problems())
                .containsExactly(".mcp.json line 2, column 3: this is no JSON; the servers known so far stay.");
    }

    @Test
    void aReloadStartsAllAnew() {
        configure(program("fake", ""));
        names();
        List<Long> before = pids("fake");

        servers.reload();

        assertThat(servers.states()).containsExactly(new State("fake", "running", 1));
        assertThat(pids("fake")).hasSize(4);
        await().until(() -> before.stream().noneMatch(McpServersTests::isAlive));
    }

    @Test
    void aServerOverHttpIsCalledWithItsHeaders() {
        try (FakePeer far = FakePeer.start("far")) {
            far.tool("ask", arguments -> FakePeer.text("from afar", false));
            configure("\"far\":{\"type\":\"http\",\"url\":\"" + far.peer().url()
                    + "\",\"headers\":{\"Authorization\":\"Bearer ${TOKEN}\"}}");

            assertThat(names()).contains("far__ask");
            assertThat(servers.getToolCallbacks()[0].call("{}")).isEqualTo("from afar");
            assertThat(far.calls("ask").get(0).header("Authorization")).isEqualTo("Bearer geheim");
        }
    }

    @Test
    void aServerOverHttpThatIsGoneIsTriedAgainLater() {
        try (FakePeer far = FakePeer.start("far")) {
            configure("\"far\":{\"url\":\"" + far.peer().url() + "\"}");
            far.fault(Fault.status(401));
            assertThat(names()).isEmpty();
            assertThat(servers.problems())
                    .singleElement()
                    .asString()
                    .startsWith("MCP server far: it refuses the credentials in its headers;");

            far.fault(Fault.none());
            assertThat(names()).isEmpty();
            parts.clock().forward(Duration.ofSeconds(2));
            assertThat(names()).contains("far__ask");

            far.stop();
            assertThat(servers.getToolCallbacks()[0].call("{}")).startsWith("Error: far cannot be reached: ");
            assertThat(servers.states()).extracting(State::state).containsExactly("failed");
        }
    }

    @Test
    void aServerOverEventsThatIsNotThereOrNoneIsSaidToBeSoAtOnce() {
        try (FakePeer far = FakePeer.start("far")) {
            configure(
                    "\"gone\":{\"type\":\"sse\",\"url\":\"http://127.0.0.1:" + FreePort.find() + "/sse\"}",
                    "\"none\":{\"type\":\"sse\",\"url\":\"" + far.peer().url().resolve("/sse") + "\"}",
                    "\"page\":{\"type\":\"sse\",\"url\":\"" + far.peer().url().resolve("/health") + "\"}");

            assertThat(names()).isEmpty();

            assertThat(servers.states()).extracting(State::state).containsOnly("failed");
            assertThat(servers.problems())
                    .satisfiesExactly(
                            gone -> assertThat(gone).startsWith("MCP server gone: connection refused;"),
                            none -> assertThat(none)
                                    .startsWith("MCP server none: its URL answers with HTTP status 404;"),
                            page -> assertThat(page).startsWith("MCP server page: its URL is no stream of events;"));
        }
    }

    private void configure(String... entries) {
        try {
            Files.writeString(folder.resolve(".mcp.json"), "{\"mcpServers\":{" + String.join(",", entries) + "}}");
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private String program(String name, String more) {
        return "\"" + name + "\":{\"command\":\"sh\",\"args\":[\"" + SCRIPT + "\",\"" + folder.resolve(name + ".pids")
                + "\"]" + more + "}";
    }

    private List<String> names() {
        return Arrays.stream(servers.getToolCallbacks())
                .map(tool -> tool.getToolDefinition().name())
                .toList();
    }

    private String call(String text) {
        return servers.getToolCallbacks()[0].call(JsonMapper.shared().writeValueAsString(Map.of("text", text)));
    }

    /** Of all processes that were ever started for it. */
    private List<Long> pids(String name) {
        try {
            return Arrays.stream(Files.readString(folder.resolve(name + ".pids"))
                            .strip()
                            .split("\\s+"))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
