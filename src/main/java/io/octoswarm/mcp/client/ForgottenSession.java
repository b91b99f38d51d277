package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.octoswarm.mcp.Meta;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.util.retry.Retry;

/**
 * What to do about a peer that forgot our session, as every stateful one does when it is restarted: greet it anew and
 * call again. The SDK greets by itself, but it breaks off all calls of the session alike, the one that was refused and
 * any that a lost peer may have begun. So only what may be done twice is called again.
 */
final class ForgottenSession {
    private static final Set<String> HARMLESS_TWICE = Set.of("ask", "check_task", "get_info");
    /** The SDK has no type for it. */
    private static final String BROKEN_OFF = "MCP session with server terminated";

    private static final int MOST_TRIES = 2;
    /** On a thread of its own, so that the SDK has first let go of the old session. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private ForgottenSession() {}

    static Retry retryOf(McpSchema.CallToolRequest call) {
        boolean mayBeTwice = HARMLESS_TWICE.contains(call.name())
                || (call.meta() != null && call.meta().containsKey(Meta.IDEMPOTENCY_KEY));
        return Retry.fixedDelay(MOST_TRIES, PAUSE)
                .filter(failure -> isRefused(failure) || (mayBeTwice && isBrokenOff(failure)));
    }

    /** For a question that changes nothing. */
    static Retry retryOfReading() {
        return Retry.fixedDelay(MOST_TRIES, PAUSE).filter(failure -> isRefused(failure) || isBrokenOff(failure));
    }

    /** The peer told so before it did anything. */
    private static boolean isRefused(Throwable failure) {
        return failure instanceof McpTransportSessionNotFoundException
                || failure.getCause() instanceof McpTransportSessionNotFoundException;
    }

    private static boolean isBrokenOff(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (BROKEN_OFF.equals(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
