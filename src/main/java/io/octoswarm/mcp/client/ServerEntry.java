package io.octoswarm.mcp.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A server as <code>.mcp.json</code> has it, its variables filled in. Arguments, environment, headers and the URL may
 * hold secrets: none of them is ever printed.
 *
 * @param name as it stands there
 */
record ServerEntry(String name, Way way) {
    /** How it is reached. */
    sealed interface Way {}

    /**
     * As a program of this device, over its standard input and output.
     *
     * @param command the program and its arguments, which reach it as they are
     * @param environment added to the few variables that programs need
     * @param folder where it runs
     */
    record Program(List<String> command, Map<String, String> environment, Path folder) implements Way {
        Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        @Override
        public String toString() {
            return "Program";
        }
    }

    /**
     * Over HTTP.
     *
     * @param events whether in the former way, with a stream of events beside the requests
     */
    record Address(URI url, Map<String, String> headers, boolean events) implements Way {
        Address {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Address";
        }
    }
}
