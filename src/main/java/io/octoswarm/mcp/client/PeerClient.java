package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerUnreachable;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The MCP connection to one peer. Nothing is sent before the first call; a peer that restarts is greeted anew by
 * itself. Thread-safe; its calls wait on no thread.
 */
final class PeerClient {
    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);
    private static final Duration LONGEST_GREETING = Duration.ofSeconds(5);
    private static final int MOST_RESPONSE_BYTES = 4 << 20;
    private static final int MOST_TOOLS = 64;

    private final McpAsyncClient client;

    /** @param key asked for at every request; empty: none is sent; a failure ends the call before anything is sent */
    PeerClient(Peer peer, HttpClient http, McpSchema.Implementation self, Mono<String> key) {
        URI url = peer.url();
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                        url.getScheme() + "://" + url.getAuthority())
                .endpoint(endpoint(url))
                .clientBuilder(new SharedClientBuilder(http))
                .maxResponseSize(MOST_RESPONSE_BYTES)
                .addAsyncHttpRequestCustomizer((request, method, uri, body, context) -> key.map(
                                value -> request.setHeader("Authorization", "Bearer " + value))
                        .defaultIfEmpty(request))
                .build();
        this.client = McpClient.async(transport)
                .clientInfo(self)
                .requestTimeout(LONGEST_CALL)
                .initializationTimeout(LONGEST_GREETING)
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

    /** The tools that the peer offers. Fails as {@link #call} does. */
    Mono<List<McpSchema.Tool>> tools(Duration limit) {
        return reachable(
                client.listTools()
                        .retryWhen(ForgottenSession.retryOfReading())
                        .map(list -> list.tools().stream().limit(MOST_TOOLS).toList()),
                limit);
    }

    /** Ends the session in the background; nobody waits for a peer to say goodbye. */
    void close() {
        client.closeGracefully()
                .timeout(LONGEST_GREETING)
                .onErrorComplete() // a peer that is gone needs no goodbye
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
    }

    private static <T> Mono<T> reachable(Mono<T> call, Duration limit) {
        return call.timeout(limit).onErrorMap(failure -> !(failure instanceof McpError), TransportFailure::unreachable);
    }

    private static String endpoint(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
