package io.octoswarm.agent.device;

import io.octoswarm.agent.device.LogReading.LogLine;
import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Outcome.Finished;
import io.octoswarm.agent.program.Programs;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * systemd's journal. The output "json" is not taken: with it, journalctl keeps quiet about journals that it did not
 * find or may not read, and an empty result would look like a healthy system.
 */
@Component
final class Journal implements LogSource {
    private static final int MOST = 1_000;
    private static final Pattern LINE = Pattern.compile(
            "(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?<zone>[+-]\\d\\d:?\\d\\d|Z) (?<text>.*)");

    private final Programs programs;

    Journal(Programs programs) {
        this.programs = programs;
    }

    @Override
    public LogReading errors(Duration last) {
        Outcome outcome = programs.run(List.of(
                "journalctl",
                "--priority=err",
                "--since=-" + last.toSeconds() + "s",
                "--output=short-iso",
                "--no-hostname",
                "--no-pager",
                "--reverse",
                "--lines=" + MOST));
        return outcome instanceof Finished finished ? reading(finished) : new LogReading.Unread(outcome.problem());
    }

    private static LogReading reading(Finished journalctl) {
        String notices = journalctl.errors();
        if (notices.contains("insufficient permissions") || notices.contains("Permission denied")) {
            return new LogReading.Unread("this user may not read the journal");
        }
        if (!journalctl.succeeded()) {
            return new LogReading.Unread(journalctl.problem());
        }
        if (notices.contains("No journal files were found")) {
            return new LogReading.Unread("the journal is empty or may not be read by this user");
        }
        List<LogLine> lines = journalctl
                .output()
                .lines()
                .flatMap(line -> parse(line).stream())
                .toList();
        return new LogReading.Read(lines, journalctl.cut() || lines.size() >= MOST, limitation(notices));
    }

    private static Optional<String> limitation(String notices) {
        if (notices.contains("not seeing messages from other users")) {
            return Optional.of("the part of the journal that this user may read");
        }
        return notices.contains("ignoring file")
                ? Optional.of("the part of the journal that is not damaged")
                : Optional.empty();
    }

    /** Empty for what is no first line of an entry: notes of journalctl, further lines of a message. */
    private static Optional<LogLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String zone = matcher.group("zone").replaceFirst("([+-]\\d\\d)(\\d\\d)", "$1:$2");
        try {
            Instant at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(matcher.group("time") + zone, Instant::from);
            return Optional.of(new LogLine(at, matcher.group("text")));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
