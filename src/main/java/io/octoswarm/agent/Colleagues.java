package io.octoswarm.agent;

/** The other Octos, as an agent sees them. Implemented by the module that speaks with peers. */
public interface Colleagues {
    /**
     * Asks a peer and waits for its answer, until the question's deadline at most.
     *
     * @param peer its name
     * @throws CannotAnswer when the peer refuses, fails or cannot be reached; the message says which
     */
    String ask(String peer, Question question);
}
