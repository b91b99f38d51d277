package io.octoswarm.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in looks, cut into messages of at most {@value #LONGEST} UTF-16 units. Every character is in exactly one of
 * them; what is open at a cut is closed before it and opened again behind it.
 */
final class Pieces {
    /** What Telegram takes, counted without the elements. */
    static final int LONGEST = 4096;

    /** A line's end within so many characters before the limit is a better place to cut than a blank. */
    private static final int LINE_WITHIN = 1_500;

    private static final int BLANK_WITHIN = 300;

    private static final Pattern NOTHING = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*");

    private Pieces() {}

    /**
     * One message.
     *
     * @param html with Telegram's elements
     * @param plain the same without them, for when Telegram refuses the first
     */
    record Piece(String html, String plain) {}

    static List<Piece> of(List<Run> runs) {
        List<Piece> pieces = new ArrayList<>();
        List<Run> rest = runs;
        while (!rest.isEmpty()) {
            int cut = cut(text(rest));
            Piece piece = piece(part(rest, 0, cut));
            if (!NOTHING.matcher(piece.plain()).matches()) { // Telegram refuses a message of blanks
                pieces.add(piece);
            }
            rest = part(rest, cut, Integer.MAX_VALUE);
        }
        return pieces;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            text.append(run.text());
            if (text.length() > LONGEST) {
                break; // no more of it matters for the next cut
            }
        }
        return text.toString();
    }

    /** Where the first message ends. */
    static int cut(String text) {
        if (text.length() <= LONGEST) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', LONGEST - 1);
        if (line >= LONGEST - LINE_WITHIN) {
            return line + 1;
        }
        int blank = text.lastIndexOf(' ', LONGEST - 1);
        if (blank >= LONGEST - BLANK_WITHIN) {
            return blank + 1;
        }
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    private static List<Run> part(List<Run> runs, int begin, int end) {
        List<Run> part = new ArrayList<>();
        int at = 0;
        for (Run run : runs) {
            int from = Math.max(0, Math.min(run.text().length(), begin - at));
            int to = Math.max(from, Math.min(run.text().length(), end - at));
            if (to > from) {
                part.add(new Run(run.text().substring(from, to), run.tags()));
            }
            at += run.text().length();
        }
        return part;
    }

    private static Piece piece(List<Run> runs) {
        StringBuilder html = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        List<Run.Tag> open = List.of();
        for (Run run : runs) {
            change(open, run.tags(), html);
            open = run.tags();
            html.append(escaped(run.text()));
            plain.append(run.text());
        }
        change(open, List.of(), html);
        return new Piece(html.toString(), plain.toString());
    }

    private static void change(List<Run.Tag> from, List<Run.Tag> to, StringBuilder html) {
        int same = 0;
        while (same < from.size() && same < to.size() && from.get(same).equals(to.get(same))) {
            same++;
        }
        for (int i = from.size() - 1; i >= same; i--) {
            html.append(from.get(i).close());
        }
        for (int i = same; i < to.size(); i++) {
            html.append(to.get(i).open());
        }
    }
}
