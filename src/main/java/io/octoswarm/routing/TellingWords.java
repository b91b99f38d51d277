package io.octoswarm.routing;

import io.octoswarm.routing.SentenceVectors.Meaning;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The words of a task, each with the vector that it brings in: which of them led to a tag? Immutable. */
record TellingWords(List<Word> words) {
    static final TellingWords NONE = new TellingWords(List.of());

    private static final int MOST_WORDS = 3;

    /** Words that speak for a tag less than this share of the one that speaks most are left out. */
    private static final float TELLING = 0.4f;

    /** A word alone; the vector is of any length. */
    record Word(String text, float[] vector) {}

    private record Share(String word, float weight) {}

    static TellingWords of(String task, Meaning meaning, SentenceVectors sentences) {
        return new TellingWords(new LinkedHashSet<>(Words.of(task))
                .stream()
                        .filter(word -> word.length() > 1)
                        .map(word -> new Word(word, sentences.word(word, meaning)))
                        .toList());
    }

    /** Those that speak for a tag, at most 3, the most telling first. */
    List<String> of(float[] tag) {
        List<Share> shares = words.stream()
                .map(word -> new Share(word.text(), Cosine.of(word.vector(), tag)))
                .filter(share -> share.weight() > 0)
                .sorted(Comparator.comparingDouble(share -> -share.weight()))
                .limit(MOST_WORDS)
                .toList();
        return shares.stream()
                .filter(share -> share.weight() >= TELLING * shares.get(0).weight())
                .map(Share::word)
                .toList();
    }
}
