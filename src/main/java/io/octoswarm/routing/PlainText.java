package io.octoswarm.routing;

import java.util.List;

/** Text from outside made fit for a line that people read: no control or format characters, bounded. */
final class PlainText {
    private PlainText() {}

    /** At most {@code most} characters, and an ellipsis where more were left out. */
    static String of(String text, int most) {
        // Cut before cleaning: a text of many MB must not be copied to show a few words of it.
        String bounded = text.length() <= 2 * most ? text : text.substring(0, 2 * most);
        String line = bounded.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\s]+", " ")
                .strip();
        int length = line.codePointCount(0, line.length());
        return length <= most && bounded.length() == text.length()
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(length, most))) + "...";
    }

    /** As {@link #of}, without the full stop of a sentence, so that another one can take it in. */
    static String clause(String text, int most) {
        return of(text, most).replaceFirst("\\.$", "");
    }

    /** {@code "one", "two" and "three"}, each in quotes. */
    static String quoted(List<String> words, int most) {
        return listed(words.stream().map(word -> '"' + of(word, most) + '"').toList());
    }

    /** {@code one, two and three}. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
