package io.octoswarm.agent.device;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as they are said. */
final class Spell {
    private Spell() {}

    /** "1 error", "2 errors". */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** "47 days", under one day "3 hours 12 minutes" or "12 minutes". */
    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return count(duration.toDays(), "day");
        }
        String minutes = count(duration.toMinutesPart(), "minute");
        if (duration.toHours() > 0) {
            String hours = count(duration.toHours(), "hour");
            return duration.toMinutesPart() == 0 ? hours : hours + " " + minutes;
        }
        return duration.toMinutes() > 0 ? minutes : "less than a minute";
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** A share of 1 as "40 %". */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** Ends the text with one full stop, unless it ends a sentence already. */
    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…") ? text : text + ".";
    }
}
