package io.octoswarm.mcp.client;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpTransportException;
import io.octoswarm.peer.PeerUnreachable;
import org.jspecify.annotations.Nullable;

/** Names the failures that only the MCP transport knows. */
final class TransportFailure {
    private TransportFailure() {}

    static Throwable named(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof McpHttpClientTransportAuthorizationException) {
                return new PeerUnreachable("it refuses our key (SWARM_API_KEY)");
            }
            if (cause instanceof McpTransportException && cause.getCause() == null) {
                return new PeerUnreachable("its URL is no MCP endpoint");
            }
        }
        return failure;
    }
}
