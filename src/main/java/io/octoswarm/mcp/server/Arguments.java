package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.mcp.Meta;
import java.util.Map;

/** The arguments of one call, checked as they are taken. Every check that fails is a {@link Refusal}. */
final class Arguments {
    /** Characters that one argument may have; a peer's whole context fits. */
    static final int LONGEST = 100_000;

    private final Map<String, Object> values;
    private final Meta meta;

    Arguments(McpSchema.CallToolRequest request) {
        this.values = request.arguments() == null ? Map.of() : request.arguments();
        this.meta = new Meta(request.meta());
    }

    Meta meta() {
        return meta;
    }

    /** A text that must be there and say something. */
    String required(String name) {
        String value = optional(name, "");
        if (value.isBlank()) {
            throw new Refusal("The argument \"" + name + "\" is missing or empty: say what is wanted in it.");
        }
        return value;
    }

    /** A text that may be left out. */
    String optional(String name, String fallback) {
        Object value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof String text)) {
            throw new Refusal("The argument \"" + name + "\" must be a text.");
        }
        if (text.length() > LONGEST) {
            throw new Refusal("The argument \"" + name + "\" has " + text.length() + " characters; at most " + LONGEST
                    + " are allowed.");
        }
        return text;
    }
}
