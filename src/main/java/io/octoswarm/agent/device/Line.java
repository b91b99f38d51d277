package io.octoswarm.agent.device;

import java.util.regex.Pattern;

/** Text from outside, made harmless: one line, no control or invisible characters, bounded. */
final class Line {
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    private Line() {}

    /** @param longest in characters, at least 2; a longer text ends with "…" */
    static String of(String text, int longest) {
        String start = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String clean = NOT_SHOWN
                .matcher(ESCAPE_SEQUENCE.matcher(start).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return clean.length() <= longest ? clean : cut(clean, longest - 1).stripTrailing() + "…";
    }

    private static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
