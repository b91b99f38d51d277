package io.octoswarm.agent;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a question that goes from one Octo to another one visible where people talk. Implemented by the module that
 * keeps the conversations. Both sides know a visible question by the same mark, so that it is answered once, whether it
 * arrives over MCP, in the chat, or both ways.
 */
public interface Delegations {
    /**
     * Shows that a peer is about to be asked; waits until that is said, some seconds at most.
     *
     * @return the mark that travels with the question; empty: it is not shown, and is asked silently
     */
    Optional<String> announce(String peer, Question question);

    /**
     * Gives the answer to a question that was shown, and shows it too.
     *
     * @param mark as the asking Octo told it
     * @param answer makes the answer; not called when it was made already
     * @return the answer
     */
    String answer(Question question, String mark, Supplier<String> answer);
}
