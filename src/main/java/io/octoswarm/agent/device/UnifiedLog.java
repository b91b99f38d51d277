package io.octoswarm.agent.device;

import io.octoswarm.agent.device.LogReading.LogLine;
import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Outcome.Finished;
import io.octoswarm.agent.program.Programs;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The log of macOS. Only faults are errors here: what macOS itself calls "error" comes by the thousand on a healthy
 * Mac. A whole day may take longer to search than anybody waits; then the last hour is searched, and this is said.
 */
@Component
final class UnifiedLog implements LogSource {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofHours(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSZ", Locale.ROOT);
    private static final Pattern LINE = Pattern.compile(
            "(?<time>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d{4})\\s+(?:localhost\\s+)?(?<text>.*)");

    private final Programs programs;

    UnifiedLog(Programs programs) {
        this.programs = programs;
    }

    @Override
    public LogReading errors(Duration last) {
        Outcome outcome = show(last);
        if (outcome instanceof Outcome.TimedOut && last.compareTo(SHORT) > 0) {
            return reading(show(SHORT), Optional.of("the logs of the last hour; to search more takes too long here"));
        }
        return reading(outcome, Optional.empty());
    }

    private Outcome show(Duration last) {
        return programs.run(
                List.of(
                        "log",
                        "show",
                        "--last",
                        last.toMinutes() + "m",
                        "--style",
                        "syslog",
                        "--predicate",
                        "messageType == fault"),
                LIMIT);
    }

    private static LogReading reading(Outcome outcome, Optional<String> limitation) {
        if (!(outcome instanceof Finished finished) || !finished.succeeded()) {
            return new LogReading.Unread(outcome.problem());
        }
        List<LogLine> lines = new ArrayList<>();
        finished.output().lines().forEach(line -> parse(line).ifPresent(lines::add));
        Collections.reverse(lines);
        return new LogReading.Read(lines, finished.cut(), limitation);
    }

    private static Optional<LogLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogLine(TIME.parse(matcher.group("time"), Instant::from), matcher.group("text")));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
