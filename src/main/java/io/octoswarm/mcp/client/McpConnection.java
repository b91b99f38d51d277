package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.PeerUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The MCP connection to one peer, or to another server. Nothing is sent before the first call; one that forgot our
 * session is greeted anew by itself. Thread-safe; its calls wait on no thread.
 */
final class McpConnection {
    private static final Logger log = LoggerFactory.getLogger(McpConnection.class);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);
    private static final Duration LONGEST_GREETING = Duration.ofSeconds(5);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);
    static final int MOST_TOOLS = 256;
    private static final int MOST_PAGES = 32;

    private final McpAsyncClient client;
    private final String refusal;
    private final Duration longestGreeting;
    private final @Nullable Consumer<List<McpSchema.Tool>> changes;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * To a peer.
     *
     * @param key whether a key is sent to it
     */
    McpConnection(McpClientTransport transport, McpSchema.Implementation self, boolean key) {
        this(
                transport,
                self,
                LONGEST_GREETING,
                key ? "it refuses our key (SWARM_API_KEY)" : "it asks for a key (SWARM_API_KEY)",
                null);
    }

    /**
     * To another server.
     *
     * @param longestGreeting how long it may take until it says who it is
     * @param refusal what it means that it asks for other credentials, for people
     * @param changes hears its tools when it says that they are others now; must not block; null: nobody wants to know
     */
    McpConnection(
            McpClientTransport transport,
            McpSchema.Implementation self,
            Duration longestGreeting,
            String refusal,
            @Nullable Consumer<List<McpSchema.Tool>> changes) {
        this.refusal = refusal;
        this.longestGreeting = longestGreeting;
        this.changes = changes;
        this.client = McpClient.async(new QuietTransport(transport, this::toolsChanged))
                .jsonSchemaValidator(McpJson.VALIDATOR)
                .clientInfo(self)
                .requestTimeout(LONGEST_CALL)
                .initializationTimeout(longestGreeting)
                .build();
    }

    /**
     * Calls a tool once; after the news that the peer forgot our session twice more at the most, where that is safe (see
     * {@link ForgottenSession}). Fails with {@link PeerUnreachable} when the peer could not be spoken with. A JSON-RPC
     * error is an answer, and comes as the {@link McpError} that it is.
     */
    Mono<McpSchema.CallToolResult> call(
            String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        McpSchema.CallToolRequest request = new McpSchema.CallToolRequest(tool, arguments, meta);
        return reachable(
                unlessClosed(greeted(client.callTool(request))).retryWhen(ForgottenSession.retryOf(request)), limit);
    }

    /** As {@link #call}, on the thread of the caller, who waits. */
    McpSchema.CallToolResult await(
            String tool, Map<String, Object> arguments, Map<String, Object> meta, Duration limit) {
        return Objects.requireNonNull(
                call(tool, arguments, meta, limit).block(), "a call ends with a result or an error");
    }

    /**
     * The tools that the other side offers; of more than {@value #MOST_TOOLS} one beyond that, so that it can be told. Fails
     * as {@link #call} does.
     */
    Mono<List<McpSchema.Tool>> tools(Duration limit) {
        return reachable(
                unlessClosed(greeted(client.listTools(McpSchema.FIRST_PAGE)))
                        .retryWhen(ForgottenSession.retryOfReading())
                        .expand(page -> isLast(page) ? Mono.empty() : client.listTools(page.nextCursor()))
                        .take(MOST_PAGES)
                        .concatMapIterable(McpSchema.ListToolsResult::tools)
                        .take(MOST_TOOLS + 1)
                        .collectList(),
                limit);
    }

    /** However often it says so, they are read once a second at most. */
    private void toolsChanged() {
        Consumer<List<McpSchema.Tool>> hears = changes;
        if (hears != null && reading.compareAndSet(false, true)) {
            Mono.delay(BETWEEN_READINGS)
                    .doOnNext(now -> reading.set(false)) // what is told from here on is read once more
                    .filter(now -> !closed)
                    .flatMap(now -> tools(longestGreeting))
                    .subscribe(hears, unread -> log.debug("Changed tools cannot be read: {}", unread.getMessage()));
        }
    }

    private static boolean isLast(McpSchema.ListToolsResult page) {
        return page.nextCursor() == null || page.nextCursor().isEmpty();
    }

    /** Fails with {@link PeerUnreachable} when the other side gives no sign of life. */
    Mono<Object> ping(Duration limit) {
        return reachable(greeted(client.ping()), limit);
    }

    /** Ends the session in the background, in five seconds at the most; completed, and never with a failure, when it is. */
    CompletableFuture<@Nullable Void> close() {
        closed = true;
        return client.closeGracefully()
                .timeout(LONGEST_GOODBYE)
                .onErrorComplete() // one that is gone needs no goodbye
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    /** A call that our own goodbye broke off looks as if the session had been forgotten, and must not be made again. */
    private <T> Mono<T> unlessClosed(Mono<T> call) {
        return call.onErrorMap(failure -> closed, failure -> new IOException("the connection was closed"));
    }

    /**
     * First greets the other side, unless that was done. A caller who does not wait for the end of it must not cancel it:
     * the client then takes the greeting for still under way, and every later call waits for it in vain.
     */
    private <T> Mono<T> greeted(Mono<T> call) {
        return Mono.defer(() -> Mono.fromFuture(
                        client.initialize()
                                .contextWrite(AnsweredTransport.within(longestGreeting))
                                .toFuture(),
                        true))
                .then(call);
    }

    private <T> Mono<T> reachable(Mono<T> call, Duration limit) {
        return call.timeout(limit)
                .onErrorMap(
                        failure -> !(failure instanceof McpError told) || AnsweredTransport.missing(told) != null,
                        failure -> TransportFailure.unreachable(failure, refusal))
                .contextWrite(AnsweredTransport.within(limit));
    }
}
