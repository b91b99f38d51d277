package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.interop.ForeignPeer;
import io.octoswarm.interop.ForeignRuntime;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.testing.TestProcesses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our client against servers of other makers. */
class McpConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final McpSchema.Implementation SELF =
            McpSchema.Implementation.builder("octo-atlas", "1").build();

    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    private final List<McpConnection> clients = new ArrayList<>();

    @AfterEach
    void sayGoodbye() {
        clients.forEach(McpConnection::close);
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.ForeignRuntime#all")
    void dispatchesATaskAndChecksIt(ForeignRuntime runtime) {
        connect(runtime, ForeignPeer.Mode.STATELESS);

        assertThat(clients).allSatisfy(client -> {
            assertThat(client.tools(LIMIT).block())
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrder("ask", "dispatch_task", "check_task", "get_info");
            JsonNode dispatched = call(client, "dispatch_task", Map.of("task", "Count the leaves", "priority", "low"));
            assertThat(dispatched.path("status").stringValue()).isEqualTo("dispatched");
            JsonNode checked = call(
                    client,
                    "check_task",
                    Map.of("task_id", dispatched.path("task_id").stringValue()));
            assertThat(checked.path("status").stringValue()).isEqualTo("completed");
            assertThat(checked.path("result").stringValue()).isEqualTo("scholar did: Count the leaves");
        });
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.ForeignRuntime#all")
    void greetsAServerAnewThatForgotTheSession(ForeignRuntime runtime) {
        ForeignPeer scholar = connect(runtime, ForeignPeer.Mode.STATEFUL);
        assertThat(clients).allSatisfy(McpConnectionIT::tellsItsName);

        scholar.restart();

        assertThat(clients).allSatisfy(McpConnectionIT::tellsItsName);
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.ForeignRuntime#all")
    void dispatchesNothingTwiceUnlessItCanBeTold(ForeignRuntime runtime) {
        ForeignPeer scholar = connect(runtime, ForeignPeer.Mode.STATEFUL);
        McpConnection client = clients.get(0);
        tellsItsName(client);
        scholar.restart();

        Map<String, Object> task = Map.of("task", "Count the leaves");
        assertThatThrownBy(() -> client.await("dispatch_task", task, Map.of(), LIMIT))
                .isInstanceOf(PeerUnreachable.class);

        scholar.restart();
        assertThat(client.await("dispatch_task", task, Map.of(Meta.IDEMPOTENCY_KEY, "leaves-1"), LIMIT)
                        .isError())
                .isNotEqualTo(Boolean.TRUE);
    }

    @ParameterizedTest
    @MethodSource("io.octoswarm.interop.ForeignRuntime#all")
    void saysWhenTheServerIsGone(ForeignRuntime runtime) {
        ForeignPeer scholar = connect(runtime, ForeignPeer.Mode.STATELESS);
        assertThat(clients).allSatisfy(McpConnectionIT::tellsItsName);

        scholar.kill();

        assertThat(clients)
                .allSatisfy(client -> assertThatThrownBy(() -> tellsItsName(client))
                        .isInstanceOf(PeerUnreachable.class)
                        .hasMessageContaining("connection"));
    }

    /** One client for each spelling of the endpoint. */
    private ForeignPeer connect(ForeignRuntime runtime, ForeignPeer.Mode mode) {
        runtime.require(processes);
        ForeignPeer scholar = ForeignPeer.start(runtime, processes, "scholar", "gardening", mode);
        for (String path : List.of("/mcp", "/mcp/")) {
            URI url = URI.create(scholar.url(path));
            clients.add(
                    new McpConnection(HttpTransports.streamable(url, PeerHttp.create(), Mono.empty()), SELF, false));
        }
        return scholar;
    }

    private static void tellsItsName(McpConnection client) {
        assertThat(call(client, "get_info", Map.of()).path("name").stringValue())
                .isEqualTo("scholar");
    }

    private static JsonNode call(McpConnection client, String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.await(tool, arguments, Map.of(), LIMIT);
        assertThat(result.isError()).isNotEqualTo(Boolean.TRUE);
        return JsonMapper.shared().readTree(ResultText.of(result));
    }
}
