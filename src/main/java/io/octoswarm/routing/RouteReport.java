package io.octoswarm.routing;

import io.octoswarm.instance.Load;
import io.octoswarm.instance.PlainText;
import io.octoswarm.routing.Route.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A decision of the router as plain lines for people: who takes it and why, then one line for each candidate, best
 * first, in columns.
 */
public final class RouteReport {
    private static final int MOST_CANDIDATES = 20;
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_TEXT = 400;
    private static final List<String> HEADINGS = List.of("", "name", "score", "load", "state", "why");

    private RouteReport() {}

    /** The lines, without line ends. Candidates beyond the first 20 are counted only. */
    public static List<String> lines(Route route) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(route));
        if (!route.verdicts().isEmpty()) {
            List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
            route.verdicts().stream()
                    .limit(MOST_CANDIDATES)
                    .forEach(verdict -> table.add(row(verdict, verdict.candidate() == route.to())));
            lines.addAll(aligned(table));
        }
        int more = route.verdicts().size() - MOST_CANDIDATES;
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }

    private static String headline(Route route) {
        Candidate to = route.to();
        String reason = PlainText.of(route.reason(), LONGEST_TEXT);
        if (to == null) {
            return "nobody: " + reason;
        }
        String who = PlainText.of(to.name(), LONGEST_NAME);
        return (route.kind() == Route.Kind.NAMED_BUT_DOWN ? who + ", when it is back: " : who + ": ") + reason;
    }

    private static List<String> row(Verdict verdict, boolean chosen) {
        Candidate candidate = verdict.candidate();
        return List.of(
                chosen ? ">" : "",
                PlainText.of(candidate.name(), LONGEST_NAME) + (candidate.self() ? " (this one)" : ""),
                String.format(Locale.ROOT, "%.2f", verdict.score()),
                load(candidate.load()),
                candidate.available() ? "available" : "out",
                PlainText.of(verdict.why(), LONGEST_TEXT));
    }

    private static String load(Load load) {
        if (load.equals(Load.UNKNOWN)) {
            return "unknown";
        }
        String waiting = load.queued() == 0 ? "" : ", " + load.queued() + " waiting";
        return load.running() + " of " + load.capacity() + waiting;
    }

    private static List<String> aligned(List<List<String>> table) {
        int[] widths = new int[HEADINGS.size()];
        table.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        return table.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - width(row.get(i))))
                    .append(i == 0 ? " " : "  ");
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
