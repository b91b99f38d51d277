package io.octoswarm.command;

import java.util.List;

/** One slash command. */
interface Command {
    /** Its words, for example {@code /swarm add}. */
    String name();

    /** The arguments as a usage line shows them, or empty. */
    String arguments();

    /** What it does, in one line. */
    String summary();

    /**
     * Does it and tells what came of it, in plain lines.
     *
     * @param words what stands behind the name, split at white space
     * @throws Refused when it cannot be done; {@link Refused#usage} when the words are wrong
     */
    String run(List<String> words);

    /** Name and arguments together. */
    default String usage() {
        return arguments().isEmpty() ? name() : name() + " " + arguments();
    }
}
