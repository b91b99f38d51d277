package io.octoswarm.mcp.server;

import io.octoswarm.instance.Instance;
import java.util.List;

/** Ends what goes in a circle among Octos, or from one to the next without end. */
final class Hops {
    private static final int MOST = 4;

    private Hops() {}

    /** @throws Refusal when the path holds this Octo already, or is too long; it shows the path */
    static void check(List<String> path, Instance instance) {
        if (path.stream().anyMatch(instance::isNamed)) {
            throw Refusal.ofCircle("The question went in a circle: " + way(path, instance) + ".");
        }
        if (path.size() > MOST) {
            throw Refusal.ofCircle(
                    "The question was passed on more than " + MOST + " times: " + way(path, instance) + ".");
        }
    }

    private static String way(List<String> path, Instance instance) {
        return String.join(" > ", path) + " > " + instance.name();
    }
}
