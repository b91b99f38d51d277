package io.octoswarm.agent.device;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretch of time up to now whose logs a question is about.
 *
 * @param length a minute to a week
 * @param words as it stands behind "the last": "hour", "10 minutes"
 */
record LogSpan(Duration length, String words) {
    static final LogSpan DAY = new LogSpan(Duration.ofHours(24), "24 hours");

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Pattern NAMED =
            Pattern.compile(" (?:last|past|letzten?|letzter|vergangenen) (?:(?<number>\\d{1,5}) )?"
                    + "(?<unit>minute|hour|day|week|stunde|tag|woche)(?:s|n|e|en)? ");
    private static final Map<String, Unit> UNITS = Map.of(
            "minute", new Unit("minute", Duration.ofMinutes(1)),
            "hour", new Unit("hour", Duration.ofHours(1)),
            "stunde", new Unit("hour", Duration.ofHours(1)),
            "day", new Unit("day", Duration.ofDays(1)),
            "tag", new Unit("day", Duration.ofDays(1)),
            "week", new Unit("week", Duration.ofDays(7)),
            "woche", new Unit("week", Duration.ofDays(7)));

    private record Unit(String name, Duration length) {}

    /** The one that the question names, the last day where it names none or more than a week. */
    static LogSpan in(String question) {
        Matcher named = NAMED.matcher(Wording.of(question));
        Unit unit = named.find() ? UNITS.get(named.group("unit")) : null;
        if (unit == null) {
            return DAY;
        }
        String digits = named.group("number");
        int number = digits == null ? 1 : Integer.parseInt(digits);
        Duration length = unit.length().multipliedBy(number);
        if (length.isZero() || length.compareTo(LONGEST) > 0) {
            return DAY;
        }
        return new LogSpan(length, number == 1 ? unit.name() : Spell.count(number, unit.name()));
    }
}
