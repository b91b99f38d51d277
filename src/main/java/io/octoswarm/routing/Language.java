package io.octoswarm.routing;

import java.util.List;

/** The words of a language as vectors that point where English ones of the same meaning do. Thread-safe. */
interface Language {
    /** The rarity of a word that the language does not have. */
    int UNKNOWN = 127;

    /** ISO 639-1. */
    String code();

    int dimensions();

    /** How seldom a word is: minus ten times the natural logarithm of its frequency, bounded by {@link #UNKNOWN}. */
    int rarity(String word);

    /**
     * Adds a word's vector to a sum, guessing it from its letters where the word is unknown.
     *
     * @return whether anything was added
     */
    boolean addTo(float[] sum, String word);

    /** Adds the vectors of a text in this language to a sum; a language may read its words in their context. */
    default void addTo(float[] sum, List<String> words) {
        words.forEach(word -> addTo(sum, word));
    }
}
