package io.octoswarm.agent.device;

import io.octoswarm.agent.device.LogReading.LogLine;
import io.octoswarm.agent.device.Machine.Platform;
import io.octoswarm.instance.PlainText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Errors in the system's logs of the last day, or of the time that the question names. */
@Component
@Order(80)
final class RecentLogs extends Telling {
    private static final int MOST_TEXTS = 3;
    private static final int LONGEST_TEXT = 160;
    private static final Pattern NUMBERS = Pattern.compile("\\d+");
    private static final String TROUBLE =
            "(?:errors?|wrong|problems?|failures?|failed|unusual|strange|bad|warnings?|check|look|anything|something)";
    private static final Topic TOPIC = Topic.of(
                    "logs",
                    "log (?:file|entry|entries|message|line|error|output)~",
                    "(?:system|error|event|kernel|server|machine|recent|last) log",
                    TROUBLE + " … (?:log|journal)",
                    "(?:the|your|system) (?:log|journal) (?:errors?|show|say|clean|ok|fine)",
                    "(?:system|systemd) journal",
                    "journal (?:errors?|entries)",
                    "(?:journalctl|syslog|dmesg)",
                    "(?:any|recent|latest|last|list|system|kernel) errors? $",
                    "(?:the|show) errors $",
                    "(?:any|recent|latest|last|the|show|list|system|kernel) errors? (?:lately|recently|today|now|here)",
                    "(?:any|recent|latest|last|the|which|what|there) errors? (?:in|on) ?(?:the|this|your) {machine}",
                    "(?:errors|error messages) … (?:last|past|recent) (?:hour|minute|day|night|week|\\d+)~",
                    "was there (?:an|any) error~",
                    "^ protokolle? $",
                    "im (?:log|protokoll|journal)",
                    "(?:system|fehler)protokoll",
                    "fehler … (?:log|journal|{machine})",
                    "(?:irgendwelche|gibt es|letzten?|neuen?|keine) fehler")
            .except(
                    "logs? (?:in|into|out|on|onto|off|me|us|back) (?!(?:the |this |your )?(?:{machine}|last|past) )\\S+",
                    "(?:he|she|who|user) logs (?:in|into|out|on)",
                    "(?:made?|make) … errors",
                    "(?:wood|wooden|fire|chopping|yule|tree|pine) logs?",
                    "(?:journal article|bullet journal|travel journal|my journal|a journal|scientific journal|medical journal)",
                    "(?:protokoll|protokolle) (?:der|des|vom|von|zur) (?:sitzung|besprechung|versammlung|meetings?|treffens?|gespräche?s?)",
                    "(?:kyoto|montreal|netzwerk|http|internet) protokoll",
                    "errors? in (?:my|the|this|our) (?:essay|text|code|book|translation|letter|spelling|grammar|article)");

    private final Machine machine;
    private final Journal journal;
    private final UnifiedLog unifiedLog;
    private final SyslogFile syslog;
    private final WallClock clock;

    RecentLogs(Machine machine, Journal journal, UnifiedLog unifiedLog, SyslogFile syslog, WallClock clock) {
        super(
                "logs",
                "errors in the system's logs, of the last 24 hours or of the time asked for, such as the last hour",
                TOPIC);
        this.machine = machine;
        this.journal = journal;
        this.unifiedLog = unifiedLog;
        this.syslog = syslog;
        this.clock = clock;
    }

    @Override
    String tell(String question) {
        LogSpan span = LogSpan.in(question);
        LogReading reading = (machine.platform() == Platform.MACOS ? unifiedLog : journal).errors(span.length());
        if (reading instanceof LogReading.Unread unread) {
            LogReading fallback = machine.platform() == Platform.LINUX ? syslog.errors(span.length()) : reading;
            return fallback instanceof LogReading.Read read
                    ? tell(read, span)
                    : Spell.sentence("I cannot read the logs here: " + unread.reason());
        }
        return tell((LogReading.Read) reading, span);
    }

    private String tell(LogReading.Read read, LogSpan span) {
        String seen = read.limitation()
                .map(what -> Spell.sentence(PlainText.of(what, 200)))
                .orElse("");
        if (read.newestFirst().isEmpty()) {
            return read.more()
                    ? "I cannot tell: there was more in the logs than I may read at once."
                    : "No errors in " + (seen.isEmpty() ? all(span) : seen);
        }
        return errors(read, span) + (seen.isEmpty() ? "" : " I looked in " + seen);
    }

    private static String all(LogSpan span) {
        return span.equals(LogSpan.DAY) ? "logs." : "the logs of the last " + span.words() + ".";
    }

    private String errors(LogReading.Read read, LogSpan span) {
        int number = read.newestFirst().size();
        String texts = String.join("; ", distinct(read.newestFirst()));
        return (read.more() ? "More than " : "") + Spell.count(number, "error")
                + " in the logs of the last " + span.words() + ", " + (number > 1 ? "the latest " : "")
                + clock.when(read.newestFirst().get(0).at()) + ": " + Spell.sentence(texts);
    }

    /** The latest texts; those that differ in numbers only are one. */
    private static Collection<String> distinct(List<LogLine> newestFirst) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (LogLine line : newestFirst) {
            String text = PlainText.of(line.text(), LONGEST_TEXT);
            if (!text.isEmpty() && texts.size() < MOST_TEXTS) {
                texts.putIfAbsent(NUMBERS.matcher(text).replaceAll("#"), text);
            }
        }
        return texts.isEmpty() ? List.of("(without a text)") : texts.values();
    }
}
