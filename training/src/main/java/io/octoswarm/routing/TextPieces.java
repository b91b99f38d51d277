package io.octoswarm.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Texts as the numbers of their WordPieces, each cut once. Not thread-safe. */
final class TextPieces {
    final List<String> vocabulary;
    private final WordPieces wordPieces;
    private final Map<String, int[]> known = new HashMap<>();

    TextPieces(List<String> vocabulary) {
        this.vocabulary = vocabulary;
        this.wordPieces = new WordPieces(vocabulary);
    }

    int[] of(String text) {
        return known.computeIfAbsent(text, added -> Words.of(added).stream()
                .flatMapToInt(word -> Arrays.stream(wordPieces.of(word)))
                .toArray());
    }

    /** The pieces that are words of more than one letter. */
    Stream<String> words() {
        return vocabulary.stream().filter(piece -> !piece.startsWith("##") && piece.length() > 1);
    }

    /** How seldom each piece is as a word of its own, see {@link Language#rarity}. */
    byte[] rarities(Corpus corpus) {
        long[] counts = new long[vocabulary.size()];
        long total = 0;
        for (Corpus.Sentence sentence : corpus.sentences()) {
            for (String word : Words.of(sentence.english())) {
                int[] parts = wordPieces.of(word);
                total++;
                if (parts.length == 1) {
                    counts[parts[0]]++;
                }
            }
        }
        byte[] rarities = new byte[counts.length];
        for (int piece = 0; piece < rarities.length; piece++) {
            rarities[piece] = rarity(counts[piece], total);
        }
        return rarities;
    }

    static byte rarity(long count, long total) {
        return (byte) Math.min(Language.UNKNOWN - 1, Math.round(-10 * Math.log((count + 0.3) / total)));
    }
}
