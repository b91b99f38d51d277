package io.octoswarm.instance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Text from outside (peers, models, programs, people) made fit for a line that people read: no control or format
 * characters, no terminal escapes, bounded.
 */
public final class PlainText {
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\n\t\u200D]]");

    private PlainText() {}

    /**
     * Whether a text, such as a key, may stand in a header of HTTP: printable ASCII characters, and no space. RFC 6750
     * section 2.1 allows less still, but generous keys do no harm.
     */
    public static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(character -> character > 0x20 && character < 0x7f);
    }

    /** At most {@code most} characters, and an ellipsis where more were left out. */
    public static String of(String text, int most) {
        // Cut before cleaning: a text of many MB must not be copied to show a few words of it.
        String bounded = text.length() <= 2 * most ? text : text.substring(0, 2 * most);
        String line = NOT_SHOWN
                .matcher(TERMINAL_ESCAPE.matcher(bounded).replaceAll(""))
                .replaceAll(" ")
                .strip();
        int length = line.codePointCount(0, line.length());
        return length <= most && bounded.length() == text.length()
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(length, most))) + "...";
    }

    /**
     * A text of many lines for a terminal: nothing that it would obey, or that would turn or hide what stands beside it.
     * The joiner of emoji stays.
     */
    public static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("");
    }

    /** As {@link #of}, without the full stop of a sentence, so that another one can take it in. */
    public static String clause(String text, int most) {
        return of(text, most).replaceFirst("\\.$", "");
    }

    /** {@code "one", "two" and "three"}, each in quotes. */
    public static String quoted(List<String> words, int most) {
        return listed(words.stream().map(word -> '"' + of(word, most) + '"').toList());
    }

    /** The text as it is, its further lines indented: none of them can look like the beginning of another message. */
    public static String indented(String text) {
        return text.replaceAll("\\R", "\n  ");
    }

    /** {@code one, two and three}. */
    public static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
