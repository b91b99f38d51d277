package io.octoswarm.agent.device;

import java.time.Duration;
import java.util.List;

/** Runs the system's own tools. Thread-safe. */
interface Programs {
    Duration LIMIT = Duration.ofSeconds(5);

    /**
     * Runs a program to its end, without a shell and without input, in the C locale and in UTC.
     *
     * @param command the program and its arguments
     * @param limit the longest time it may take; it is killed then, with its children
     */
    Outcome run(List<String> command, Duration limit);

    default Outcome run(List<String> command) {
        return run(command, LIMIT);
    }
}
