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
        return text.contains(mark)
                ? text.replaceAll("</?" + mark + "[^>\n]{0,200}>\n?", "").strip()
                : text;
    }

    /** @param source where the text comes from; no more than letters, digits and simple signs are kept of it */
    String marked(String source, String text) {
        return "<" + mark + " source=\"" + source.replaceAll("[^\\p{L}\\p{N}_.:@ -]", "_") + "\">\n"
                + text.replace(mark, "data") + "\n</" + mark + ">";
    }
}
