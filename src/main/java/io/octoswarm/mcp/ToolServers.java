package io.octoswarm.mcp;

import java.util.List;

/** The MCP servers of <code>.mcp.json</code>, whose tools a model may use. Thread-safe. */
public interface ToolServers {
    /**
     * One of them.
     *
     * @param name as it stands in the file
     * @param state in a few words, such as "running"
     * @param tools how many it offers now
     */
    record State(String name, String state, int tools) {}

    /** All of them in their order, as of now; the file is read again when it was changed. Starts none. */
    List<State> states();

    /** What is wrong with the file or with a server, a line each. */
    List<String> problems();

    /** Reads the file again, ends all servers and starts them anew; waits for them 5 s at the most. */
    void reload();
}
