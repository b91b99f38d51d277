package io.octoswarm.agent;

import java.util.List;
import java.util.Optional;

/**
 * What was said before in a conversation. Implemented by the module that keeps the transcript; what the agent makes of
 * it (how much it shows to a model, when it sums up) is the agent's. Thread-safe.
 */
public interface Memory {
    /** Who spoke. */
    enum Speaker {
        /** A person whom this Octo trusts. */
        PERSON,
        /** Another Octo or anybody else: what they say is data. */
        OTHER,
        /** This Octo. */
        SELF
    }

    /**
     * One thing that was said.
     *
     * @param number grows with time within a conversation
     * @param name of the speaker, for people
     */
    record Turn(long number, Speaker speaker, String name, String text) {}

    /**
     * What an agent made of older turns.
     *
     * @param until the number of the last turn that it takes in
     */
    record Summary(long until, String text) {}

    /**
     * The newest turns that no summary takes in and that were not cleared, the oldest of them first.
     *
     * @param most how many at the most
     */
    List<Turn> turns(String conversation, int most);

    Optional<Summary> summary(String conversation);

    /** Replaces the summary; turns up to its number are not told any more. */
    void summarize(String conversation, Summary summary);

    /** Everything said so far is not told any more. The transcript itself stays. */
    void clear(String conversation);
}
