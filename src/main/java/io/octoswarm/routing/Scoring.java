package io.octoswarm.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How well capability tags fit a task. Thread-safe; never blocks. */
interface Scoring {
    /**
     * One fit for each candidate, in the order given. Names, availability and load play no part in it.
     *
     * @param task the human's words, of any length
     */
    List<Fit> score(String task, List<Candidate> candidates);

    /**
     * How well one candidate fits.
     *
     * @param score 0 (not at all) to 1
     * @param tag the tag that fits best, as the candidate wrote it; null: none
     * @param words the words of the task that led to it, in their order; may be empty where the whole sentence did
     */
    record Fit(double score, @Nullable String tag, List<String> words) {
        static final Fit NONE = new Fit(0, null, List.of());

        public Fit {
            words = List.copyOf(words);
        }
    }
}
