package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.PeerUnreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The MCP connection to one peer, or to another server. Nothing is sent before the first call; one that forgot our
 * session is greeted anew by itself. Thread-safe; its calls wait on no thread.
 */
final class McpConnection {
    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final int MOST_TOOLS = 256;
    private static final int MOST_PAGES = 32;

    private final McpAsyncClient client;

    /** @param longestGreeting how long it may take until the other side says who it is */
    McpConnection(McpClientTransport transport, McpSchema.Implementation self, Duration longestGreeting) {
        this.client = McpClient.async(transport)
                .clientInfo(self)
                .requestTimeout(LONGEST_CALL)
                .initializationTimeout(longestGreeting)
                .build();
    }

    /**
     * Calls a tool once; after the news that the peer forgot our session a second time, where that is safe (see
     * {@link ForgottenSession}). Fails with {@link PeerUnreachable} when the peer could not be spoken with. A JSON-RPC
     * error is an answer, and comes as the {@link McpError} that it is.
     */
    Mono<McpSchema.CallToolResult> call(
            String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        McpSchema.CallToolRequest request = new McpSchema.CallToolRequest(tool, arguments, meta);
        return reachable(client.callTool(request).retryWhen(ForgottenSession.retryOf(request)), limit);
    }

    /** As {@link #call}, on the thread of the caller, who waits. */
    McpSchema.CallToolResult await(
            String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        return Objects.requireNonNull(
                call(tool, arguments, meta, limit).block(), "a call ends with a result or an error");
    }

    /** The tools that the other side offers. Fails as {@link #call} does. */
    Mono<List<McpSchema.Tool>> tools(Duration limit) {
        return reachable(
                client.listTools(McpSchema.FIRST_PAGE)
                        .retryWhen(ForgottenSession.retryOfReading())
                        .expand(page -> isLast(page) ? Mono.empty() : client.listTools(page.nextCursor()))
                        .take(MOST_PAGES)
                        .concatMapIterable(McpSchema.ListToolsResult::tools)
                        .take(MOST_TOOLS)
                        .collectList(),
                limit);
    }

    private static boolean isLast(McpSchema.ListToolsResult page) {
        return page.nextCursor() == null || page.nextCursor().isEmpty();
    }

    /** Fails with {@link PeerUnreachable} when the other side gives no sign of life. */
    Mono<Object> ping(Duration limit) {
        return reachable(client.ping(), limit);
    }

    /** Ends the session in the background; nobody waits for the other side to say goodbye. */
    void close() {
        client.closeGracefully()
                .timeout(LONGEST_GOODBYE)
                .onErrorComplete() // one that is gone needs no goodbye
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
    }

    private static <T> Mono<T> reachable(Mono<T> call, Duration limit) {
        return call.timeout(limit).onErrorMap(failure -> !(failure instanceof McpError), TransportFailure::unreachable);
    }
}
