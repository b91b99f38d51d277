package io.octoswarm.agent.device;

/** One subject on which this device can tell something from itself. Thread-safe. */
public interface Skill {
    /** A short name in the field's words, for example {@code uptime}; unique. */
    String name();

    /** What it tells, as one line for people and models. */
    String description();

    /** Whether the question, in lower case, is about this subject. */
    boolean covers(String question);

    /**
     * Sentences that a person would say, ending with a full stop. What cannot be found out is said ("journalctl is not
     * installed here, so I cannot read the logs."), never thrown and never invented.
     */
    String answer(String question);
}
