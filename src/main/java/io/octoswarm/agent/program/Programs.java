package io.octoswarm.agent.program;

import java.time.Duration;
import java.util.List;

/** Runs programs of this device. Thread-safe. */
public interface Programs {
    Duration LIMIT = Duration.ofSeconds(5);

    /** Runs a program to its end, without a shell; its children end with it at the limit and when the asker is interrupted. */
    Outcome run(Execution execution);

    /** Runs one of the system's own tools: without input, in the C locale and in UTC. */
    default Outcome run(List<String> command, Duration limit) {
        return run(Execution.of(command, limit));
    }

    default Outcome run(List<String> command) {
        return run(command, LIMIT);
    }
}
