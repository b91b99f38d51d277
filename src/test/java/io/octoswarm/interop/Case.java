package io.octoswarm.interop;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which two makers' programs meet.
 *
 * @param path the spelling of the endpoint
 */
record Case(ForeignRuntime runtime, String path) {
    static Stream<Case> all() {
        return ForeignRuntime.all()
                .flatMap(runtime -> List.of("/mcp", "/mcp/").stream().map(path -> new Case(runtime, path)));
    }

    @Override
    public String toString() {
        return path + " with " + runtime;
    }
}
