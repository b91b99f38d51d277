package io.octoswarm.agent;

/** What answers questions: the built-in agent or one with a model behind it. */
public interface Agent {
    /**
     * The answer, for people. Blocks until the question's deadline at most; may be called by many threads at once.
     *
     * @throws CannotAnswer when there is no answer; its message says what is missing
     */
    String answer(Question question);
}
