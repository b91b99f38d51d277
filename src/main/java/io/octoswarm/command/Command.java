package io.octoswarm.command;

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
     * @throws Refused when it cannot be done; {@link Refused#usage} when the words are wrong
     */
    String run(Line line);

    /** Name and arguments together. */
    default String usage() {
        return arguments().isEmpty() ? name() : name() + " " + arguments();
    }
}
