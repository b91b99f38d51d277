package io.octoswarm.agent.device;

import io.octoswarm.agent.device.LogReading.LogLine;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ways in which syslog writes the time before a line: that of RFC 5424, and the old one without year and zone,
 * which is taken for the latest such time that has been. The host's name behind the time is left out.
 */
final class SyslogTime {
    private static final Pattern NEW = Pattern.compile("(?<time>\\d{4}-\\d\\d-\\d\\dT\\S{8,30}) \\S+ (?<text>.*)");
    private static final Pattern OLD =
            Pattern.compile("(?<time>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) \\S+ (?<text>.*)");
    private static final DateTimeFormatter OLD_TIME =
            DateTimeFormatter.ofPattern("uuuu MMM d HH:mm:ss", Locale.ENGLISH);

    private final ZonedDateTime now;

    SyslogTime(ZonedDateTime now) {
        this.now = now;
    }

    /** Empty when no time stands at the beginning of the line. */
    Optional<LogLine> parse(String line) {
        try {
            Matcher modern = NEW.matcher(line);
            if (modern.matches()) {
                return Optional.of(
                        new LogLine(OffsetDateTime.parse(modern.group("time")).toInstant(), modern.group("text")));
            }
            Matcher old = OLD.matcher(line);
            return old.matches()
                    ? Optional.of(new LogLine(latest(old.group("time")).toInstant(), old.group("text")))
                    : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private ZonedDateTime latest(String time) {
        ZonedDateTime thisYear = in(now.getYear(), time);
        return thisYear.isAfter(now.plusDays(1)) ? in(now.getYear() - 1, time) : thisYear;
    }

    private ZonedDateTime in(int year, String time) {
        return LocalDateTime.parse(year + " " + time.replace("  ", " "), OLD_TIME)
                .atZone(now.getZone());
    }
}
