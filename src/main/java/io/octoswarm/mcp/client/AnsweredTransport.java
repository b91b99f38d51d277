package io.octoswarm.mcp.client;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Sees to it that each request over HTTP comes to an end. The SDK's transport leaves one open for ever whose answer ends
 * without a result: a stream of events that is cut after the first one, an empty body, a mere "accepted"; and whoever
 * gave up waiting leaves the connection open and the request in the SDK's memory. Here the answer has to be over a little
 * after the caller's time, and where it is over without a result, an error stands in for that.
 *
 * <p>Thread-safe: whoever takes a request out of the open ones has the only say in it.
 */
final class AnsweredTransport extends ForwardingTransport {
    /** By this very object an error of ours is told from those that a server may send, whatever their code. */
    private static final Object OURS = new Object();

    private static final int NO_RESULT = -32_000; // one of those that JSON-RPC 2.0 leaves free

    private static final String REVISION = "protocolVersion";
    private static final String LIMIT = "octo.limit";
    private static final String REQUEST = "octo.request";
    private static final Duration LONGEST = Duration.ofMinutes(6);
    /** The caller is told first that its time is over. */
    private static final Duration LATER = Duration.ofSeconds(1);
    /** What came last may still be on its way through the SDK. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final AnsweringHttp http;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> client;

    AnsweredTransport(McpClientTransport transport, AnsweringHttp http) {
        super(transport);
        this.http = http;
        http.tell((id, why) -> {
            if (open.contains(id)) {
                Mono.delay(GRACE).subscribe(late -> over(id, why));
            }
        });
    }

    /** For a call that is waited for so long; goes down the chain by its context. */
    static Context within(Duration limit) {
        return Context.of(McpTransportContext.KEY, McpTransportContext.create(Map.of(LIMIT, limit)));
    }

    /** How long the answer to a request may take as a whole. */
    static Duration limit(McpTransportContext context) {
        return (context.get(LIMIT) instanceof Duration limit ? limit : LONGEST).plus(LATER);
    }

    /** The id of the request; empty: it is none. */
    static Optional<String> request(McpTransportContext context) {
        return Optional.ofNullable((String) context.get(REQUEST));
    }

    /** What stands in the place of a result that did not come; null: the other side said that itself. */
    static @Nullable String missing(McpError error) {
        McpSchema.JSONRPCResponse.JSONRPCError told = error.getJsonRpcError();
        return told != null && told.data() == OURS ? told.message() : null;
    }

    @Override
    public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        client = handler;
        return super.connect(messages -> handler.apply(messages.filter(this::isAwaited)));
    }

    /** A result that comes after its time has no one who waits for it. */
    private boolean isAwaited(McpSchema.JSONRPCMessage message) {
        if (!(message instanceof McpSchema.JSONRPCResponse response)) {
            return true;
        }
        if (response.result() instanceof Map<?, ?> result && result.get(REVISION) instanceof String agreed) {
            http.agreed(agreed); // the answer to a greeting
        }
        return open.remove(String.valueOf(response.id()));
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        if (!(message instanceof McpSchema.JSONRPCRequest request)) {
            return super.sendMessage(message);
        }
        String id = String.valueOf(request.id());
        return Mono.defer(() -> {
                    if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
                        http.agreed(null);
                    }
                    open.add(id);
                    return super.sendMessage(message);
                })
                .doOnError(failure -> open.remove(id))
                .contextWrite(context -> context.put(McpTransportContext.KEY, marked(context, id)));
    }

    private static McpTransportContext marked(ContextView context, String id) {
        Map<String, Object> marks = new HashMap<>(Map.of(REQUEST, id));
        McpTransportContext before = context.getOrDefault(McpTransportContext.KEY, McpTransportContext.EMPTY);
        if (before != null && before.get(LIMIT) instanceof Duration limit) {
            marks.put(LIMIT, limit);
        }
        return McpTransportContext.create(marks);
    }

    private void over(String id, String why) {
        Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> waiting = client;
        if (open.remove(id) && waiting != null) {
            McpSchema.JSONRPCResponse.JSONRPCError error =
                    new McpSchema.JSONRPCResponse.JSONRPCError(NO_RESULT, why, OURS);
            waiting.apply(Mono.just(McpSchema.JSONRPCResponse.error(id, error))).subscribe();
        }
    }
}
