package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import io.octoswarm.peer.PeerUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run of a server, from its start to its end, whatever that is: the first reason that is told ends it. Thread-safe.
 * It never comes back; {@link ToolServer} begins another one.
 */
final class ServerRun {
    private static final Duration LONGEST_PING = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 200;

    private final CompletableFuture<Boolean> listed = new CompletableFuture<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private final CompletableFuture<Boolean> settled =
            CompletableFuture.anyOf(listed, over).thenApply(done -> true);
    /** As {@link #over}; a future would keep everybody who ever waited for it. */
    private final Sinks.One<String> gone = Sinks.one();

    private volatile List<McpSchema.Tool> tools = List.of();
    private volatile boolean tooMany;
    private volatile @Nullable McpConnection connection;

    /** Starts the server and asks for its tools; both go on when this returns. */
    void begin(ServerLinks links, ServerEntry entry) {
        try {
            ServerLink link = links.open(entry, this::keep);
            connection = link.connection();
            if (over.isDone()) { // ended meanwhile, by one who saw no connection to close
                link.connection().close();
            }
            link.broken().thenAccept(this::end);
            link.connection().tools(ServerLinks.LONGEST_START).subscribe(this::list, this::fail);
        } catch (IOException | RuntimeException refused) {
            fail(refused);
        }
    }

    private void list(List<McpSchema.Tool> offered) {
        keep(offered);
        listed.complete(true);
    }

    private void keep(List<McpSchema.Tool> offered) {
        tools = offered.stream().limit(McpConnection.MOST_TOOLS).toList();
        tooMany = offered.size() > McpConnection.MOST_TOOLS;
    }

    private void fail(Throwable failure) {
        end(PlainText.clause(String.valueOf(failure.getMessage()), LONGEST_REASON));
    }

    /** Completed without a failure when the tools are known or the run is over. */
    CompletableFuture<Boolean> settled() {
        return settled.copy();
    }

    /** Completed with the reason when it is over. */
    CompletableFuture<String> over() {
        return over;
    }

    boolean isListed() {
        return listed.isDone();
    }

    /** The last that were known, also of a run that is over. */
    List<McpSchema.Tool> tools() {
        return tools;
    }

    /** Whether the server offers more tools than those. */
    boolean hasTooMany() {
        return tooMany;
    }

    /** Calls a tool and waits. Throws {@link PeerUnreachable}, and an McpError where the server refuses the call. */
    McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Duration limit) {
        awaitStart(limit);
        McpConnection open = Objects.requireNonNull(connection, "a run with tools has a connection");
        Mono<McpSchema.CallToolResult> end = gone.asMono().flatMap(reason -> Mono.error(new PeerUnreachable(reason)));
        try {
            return Objects.requireNonNull(Mono.firstWithSignal(open.call(tool, arguments, Map.of(), limit), end)
                    .block());
        } catch (PeerUnreachable unreachable) {
            if (unreachable.isTimeout()) {
                endUnlessAlive(open);
            } else {
                fail(unreachable);
            }
            throw unreachable;
        }
    }

    private void awaitStart(Duration limit) {
        try {
            settled.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PeerUnreachable("the wait for it was interrupted");
        } catch (TimeoutException | ExecutionException late) {
            throw PeerUnreachable.timeout();
        }
        if (over.isDone()) {
            throw new PeerUnreachable(over.join());
        }
    }

    /** A tool may well be slow, but a server that hangs answers no ping either. */
    private void endUnlessAlive(McpConnection open) {
        open.ping(LONGEST_PING).subscribe(alive -> {}, silent -> end("it does not answer any more"));
    }

    /** Ends it; completed when its process is gone. The first reason counts. */
    CompletableFuture<@Nullable Void> end(String reason) {
        if (over.complete(reason)) {
            gone.tryEmitValue(reason);
        }
        McpConnection open = connection;
        return open == null ? CompletableFuture.completedFuture(null) : open.close();
    }
}
