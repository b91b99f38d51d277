package io.octoswarm.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this Octo knows of a group chat that it shares with others, for them to ask: beside the chat, because bots do not
 * always see one another's messages there. Implemented by the door to the group. Thread-safe; waits for the database
 * only. All arguments come from outside.
 */
public interface GroupTalk {
    /** Whether this Octo is in a group at all. */
    boolean isInGroup();

    /**
     * Registers who answers a message that was addressed to nobody; the first claim stands.
     *
     * @param message its id in the chat
     * @param claimant the name of the Octo that wants to answer it
     * @return the name of the Octo that answers it
     */
    String claim(String conversation, String message, String claimant);

    /**
     * Registers another Octo where a claim of one stands.
     *
     * @param winner the name of the Octo that answers the message
     * @return the name of the Octo that answers it
     */
    String leave(String conversation, String message, String claimant, String winner);

    /**
     * What this Octo itself said in a conversation, at most 50 messages, the oldest of them first.
     *
     * @param after the {@code next} of an earlier call; 0: the newest
     */
    News said(String conversation, long after);

    /** Ends what this Octo does for a conversation; how many answers and tasks. */
    int stop(String conversation);

    /**
     * What this Octo sees of another one.
     *
     * @param message id of a message that the other one said
     * @param octo the other one's name
     */
    Sight sight(String conversation, String message, String octo);

    /**
     * What one Octo sees of another one.
     *
     * @param sawMessage whether the chat showed it the other one's message
     * @param reachesYou whether it can call the other one
     */
    record Sight(boolean sawMessage, boolean reachesYou) {}

    /**
     * A message.
     *
     * @param message its id in the chat
     * @param replyTo the id of the message that it answers; null: none
     */
    record Said(String message, String text, @Nullable String replyTo, Instant at) {}

    /**
     * Some messages.
     *
     * @param next from where to go on
     */
    record News(List<Said> said, long next) {
        public News {
            said = List.copyOf(said);
        }
    }
}
