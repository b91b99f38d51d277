package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Keeps from the SDK's client that lists have changed. It would read the whole list at each such message, in as many pages as
 * the other side likes to give, and keep all of it: one message, or hundreds in a stream, and the memory is full.
 */
final class QuietTransport extends ForwardingTransport {
    private final Runnable toolsChanged;

    /** @param toolsChanged called when the other side says that its tools are others now; must not block */
    QuietTransport(McpClientTransport transport, Runnable toolsChanged) {
        super(transport);
        this.toolsChanged = toolsChanged;
    }

    @Override
    public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return super.connect(messages -> handler.apply(messages.filter(this::isForTheClient)));
    }

    private boolean isForTheClient(McpSchema.JSONRPCMessage message) {
        if (!(message instanceof McpSchema.JSONRPCNotification notification)) {
            return true;
        }
        if (McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED.equals(notification.method())) {
            toolsChanged.run();
        }
        return false; // progress, log messages, changed lists: nothing here wants to know of them
    }
}
