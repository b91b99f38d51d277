package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;

/** One tool that this Octo offers to its peers. Called by many threads at once. */
interface PeerTool {
    McpSchema.Tool definition();

    /** Whether this Octo offers it, as it is set up. */
    default boolean offered() {
        return true;
    }

    /**
     * The result of one call.
     *
     * @throws Refusal when the caller asked for something that cannot be; its message becomes the result, as an error
     */
    McpSchema.CallToolResult call(Arguments arguments);
}
