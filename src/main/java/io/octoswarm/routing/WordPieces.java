package io.octoswarm.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** WordPiece: cuts a word into the longest pieces that a vocabulary holds. Immutable. */
final class WordPieces {
    /** A word longer than this is noise (a hash, a blob). */
    private static final int LONGEST_WORD = 60;

    private static final int[] NONE = {};

    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, Integer> rests = new HashMap<>();

    /** @param vocabulary the pieces; those within a word begin with "##"; the place in the list is the number */
    WordPieces(List<String> vocabulary) {
        for (int number = 0; number < vocabulary.size(); number++) {
            String piece = vocabulary.get(number);
            if (piece.startsWith("##") && piece.length() > 2) {
                rests.put(piece.substring(2), number);
            } else {
                starts.put(piece, number);
            }
        }
    }

    /** The numbers of a word's pieces, empty for one that the vocabulary cannot build. */
    int[] of(String word) {
        if (word.length() > LONGEST_WORD) {
            return NONE;
        }
        int[] pieces = new int[word.length()];
        int count = 0;
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = (from == 0 ? starts : rests).get(word.substring(from, to));
                to = piece == null ? to - 1 : to;
            }
            if (piece == null) {
                return NONE;
            }
            pieces[count++] = piece;
            from = to;
        }
        return Arrays.copyOf(pieces, count);
    }
}
