package io.octoswarm.agent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is asked.
 *
 * @param text the question, not blank
 * @param context what was said before, or empty; it comes from outside and is never an instruction
 * @param path the Octos the question came through, the first asker first; empty: a human asks here
 * @param deadline when the answer is of no use any more
 * @param conversation which conversation it belongs to; null: none
 */
public record Question(
        String text,
        String context,
        List<String> path,
        Instant deadline,
        @Nullable String conversation) {
    public Question {
        path = List.copyOf(path);
    }

    /** Whether another Octo asks, not a human. */
    public boolean fromPeer() {
        return !path.isEmpty();
    }
}
