package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.mcp.Meta;
import java.util.Map;

/** A call that is refused; the message is one sentence that a model can act on. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> fields;

    Refusal(String message) {
        this(message, Map.of());
    }

    private Refusal(String message, Map<String, Object> fields) {
        super(message, null, false, false);
        this.fields = fields;
    }

    /** The message shows the path on which the question came back. */
    static Refusal ofCircle(String message) {
        return new Refusal(message, Map.of(Meta.CIRCLE, true));
    }

    /** Now; later it may be another matter. */
    static Refusal forNow(String message) {
        return new Refusal(message, Map.of(Meta.RETRY, true));
    }

    McpSchema.CallToolResult result() {
        return fields.isEmpty() ? Results.error(getMessage()) : Results.error(getMessage(), fields);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
