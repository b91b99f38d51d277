package io.octoswarm.routing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits text into lower-case words without accents, as BERT's basic tokenisation does: punctuation and CJK characters
 * are words of their own, control characters vanish. Reads a bounded part of a long text.
 */
final class Words {
    /** A task is understood from its beginning; what stands further on costs time and adds little. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final int MOST_WORDS = 200;

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = plain(text);
        for (int at = 0; at < plain.length() && words.size() < MOST_WORDS; ) {
            int character = plain.codePointAt(at);
            at += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                end(word, words);
            } else if (isPunctuation(character) || isCjk(character)) {
                end(word, words);
                words.add(Character.toString(character));
            } else if (!isUnseen(character)) {
                word.appendCodePoint(character);
            }
        }
        end(word, words);
        return words;
    }

    private static String plain(String text) {
        String start = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        return Normalizer.normalize(start.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    }

    private static void end(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Marks (accents), controls, formats, lone halves of characters. */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> character == 0xFFFD;
        };
    }

    private static boolean isPunctuation(int character) {
        if (character < 128) {
            return character > ' ' && !Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isCjk(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF)
                || (character >= 0x3400 && character <= 0x4DBF)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0x20000 && character <= 0x2FA1F);
    }
}
