package io.octoswarm.task;

import java.util.Locale;

/** Who or what does a task. */
public enum TaskKind {
    /** The agent of the Octo that claims it. */
    AGENT,
    /** A program on the device where it was posted. */
    PROCESS,
    /** A peer, to which it was dispatched; the Octo here follows it to its end. */
    PEER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
