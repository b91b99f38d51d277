package io.octoswarm.agent.program;

import java.time.Duration;
import java.util.List;

/**
 * One run of a program.
 *
 * @param command the program and its arguments, which reach it as they are; not empty
 * @param limit the longest time that it may take; it is killed then, with its children
 * @param input what it reads from its standard input; empty: nothing
 * @param mostBytes what is kept of its output, at least 1
 * @param surroundings the environment that it sees
 */
public record Execution(List<String> command, Duration limit, String input, int mostBytes, Surroundings surroundings) {
    /** Kept of a tool's output. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Which variables a program sees. */
    public enum Surroundings {
        /** The least that programs need, in the C locale and in UTC: what they print can be read by a program. */
        BARE,
        /** Those of this process, but for the swarm's own secrets: what its owner would see in a terminal. */
        OWNER
    }

    public Execution {
        command = List.copyOf(command);
        if (command.isEmpty() || mostBytes < 1) {
            throw new IllegalArgumentException("a command and a limit are needed");
        }
    }

    static Execution of(List<String> command, Duration limit) {
        return new Execution(command, limit, "", MOST_BYTES, Surroundings.BARE);
    }
}
