package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.instance.Variables;
import io.octoswarm.interop.ForeignRuntime;
import io.octoswarm.mcp.McpSettings;
import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.Parts;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Servers of the protocol's makers, over standard input and output and over both forms of HTTP. */
class McpServersIT {
    private static final String EVERYTHING = "@modelcontextprotocol/server-everything";
    private static final ForeignRuntime NODE = ForeignRuntime.servers();

    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    @TempDir
    private Path folder;

    private Parts parts;
    private McpServers servers;

    @BeforeEach
    void start() {
        NODE.require(processes);
        parts = Parts.of(folder.resolve(".octo"))
                .with("http", PeerHttp.class, PeerHttp::create)
                .with("mcpSettings", McpSettings.class, () -> McpSettings.from(new Variables(Map.of())))
                .with(ServerLinks.class, PassedOn.class, McpServers.class)
                .start();
        servers = parts.get(McpServers.class);
    }

    @AfterEach
    void stop() throws IOException {
        if (parts != null) {
            parts.close();
        }
    }

    @Test
    void aProgramsToolsAreListedAndCalled() throws IOException {
        configure(Map.of("everything", Map.of("command", "node", "args", List.of(main(EVERYTHING), "stdio"))));

        assertThat(call("everything__echo", Map.of("message", "hello"))).isEqualTo("Echo: hello");
        assertThat(call("everything__get-sum", Map.of("a", 19, "b", 23))).contains("42");
    }

    @ParameterizedTest
    @CsvSource({"http, streamableHttp, /mcp", "sse, sse, /sse"})
    void aServerOverHttpIsListedAndCalledAndTriedAgainAfterItsEnd(String type, String mode, String path)
            throws IOException {
        int port = FreePort.find();
        configure(Map.of("everything", Map.of("type", type, "url", "http://127.0.0.1:" + port + path)));
        assertThat(servers.getToolCallbacks()).isEmpty();

        TestProcess process = everything(mode, port);
        assertThat(call("everything__echo", Map.of("message", "hello"))).isEqualTo("Echo: hello");

        process.kill();
        assertThat(callOnce("everything__echo", Map.of("message", "hello"))).startsWith("Error: everything ");
        everything(mode, port);
        assertThat(call("everything__echo", Map.of("message", "again"))).isEqualTo("Echo: again");
    }

    @Test
    void aServerOfFilesReadsThemAndRefusesOthers() throws IOException {
        Path files = Files.createDirectory(folder.resolve("files")).toRealPath();
        Files.writeString(files.resolve("note.txt"), "buy milk");
        List<String> arguments = List.of(main("@modelcontextprotocol/server-filesystem"), files.toString());
        configure(Map.of("files", Map.of("command", "node", "args", arguments)));

        assertThat(call("files__read_text_file", Map.of("path", files + "/note.txt")))
                .contains("buy milk");
        assertThat(call("files__read_text_file", Map.of("path", "/etc/passwd"))).startsWith("Error from files: ");
    }

    private TestProcess everything(String mode, int port) {
        return processes.program(
                "everything", List.of("node", main(EVERYTHING), mode), Map.of("PORT", String.valueOf(port)));
    }

    private static String main(String name) {
        return NODE.script(name).toString();
    }

    private void configure(Map<String, Object> entries) throws IOException {
        Files.writeString(
                folder.resolve(".mcp.json"), JsonMapper.shared().writeValueAsString(Map.of("mcpServers", entries)));
    }

    /** Once the tool is there; a server that is starting takes its time. */
    private String call(String tool, Map<String, Object> arguments) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            parts.clock().forward(Duration.ofMinutes(5)); // whatever failed may be tried again
            return servers.states().stream().anyMatch(server -> server.state().equals("running"))
                    || servers.getToolCallbacks().length > 0;
        });
        return callOnce(tool, arguments);
    }

    private String callOnce(String tool, Map<String, Object> arguments) {
        return Arrays.stream(servers.getToolCallbacks())
                .filter(callback -> callback.getToolDefinition().name().equals(tool))
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is missing: " + servers.problems()))
                .call(JsonMapper.shared().writeValueAsString(arguments));
    }
}
