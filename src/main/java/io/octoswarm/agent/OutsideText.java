package io.octoswarm.agent;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Marks text from outside (peers, tools, logs) for a model, so that it is taken as data. The mark is random and new for
 * each answer: whoever wrote the text cannot know it. And should a model tell it to somebody, it is taken out of what comes
 * back.
 */
final class OutsideText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;
    private static final int LONGEST_REST = 200;

    private final String mark;

    OutsideText() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        mark = "data-" + HexFormat.of().formatHex(random);
    }

    /** As it stands in the prompt that explains it. */
    String mark() {
        return mark;
    }

    /** A text of the model without the marks, should it have repeated them. */
    String unmarked(String text) {
        return text.contains(mark) ? text.replaceAll("</?" + mark + "[^>\n]{0," + LONGEST_REST + "}>\n?", "") : text;
    }

    /** How much of a text that goes on can be told now: what stands behind that may still become a mark. */
    int sure(String text) {
        int last = text.lastIndexOf('<');
        if (last < 0) {
            return text.length();
        }
        String tail = text.substring(last).replaceFirst("^</?", "");
        boolean open = tail.length() < mark.length() ? mark.startsWith(tail) : tail.startsWith(mark) && goesOn(tail);
        return open ? last : text.length();
    }

    /** The line's end behind a mark belongs to it. */
    private static boolean goesOn(String begun) {
        int close = begun.indexOf('>');
        return close < 0 ? begun.indexOf('\n') < 0 && begun.length() <= LONGEST_REST : close == begun.length() - 1;
    }

    /** @param source where the text comes from; no more than letters, digits and simple signs are kept of it */
    String marked(String source, String text) {
        return "<" + mark + " source=\"" + source.replaceAll("[^\\p{L}\\p{N}_.:@ -]", "_") + "\">\n"
                + text.replace(mark, "data") + "\n</" + mark + ">";
    }
}
