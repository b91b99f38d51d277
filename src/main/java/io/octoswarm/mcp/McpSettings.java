package io.octoswarm.mcp;

import io.octoswarm.instance.Variables;
import java.util.Optional;

/**
 * What the files of other MCP servers may refer to as <code>${NAME}</code>: the environment and <code>.env</code>. Never
 * printed.
 */
public final class McpSettings {
    private final Variables variables;

    private McpSettings(Variables variables) {
        this.variables = variables;
    }

    public static McpSettings from(Variables variables) {
        return new McpSettings(variables);
    }

    /** The variable's value; empty: it is not set. */
    public Optional<String> variable(String name) {
        return variables.find(name);
    }
}
