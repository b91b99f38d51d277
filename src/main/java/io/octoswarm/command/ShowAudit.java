package io.octoswarm.command;

import io.octoswarm.security.Audit;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Who asked what of whom. */
@Component
class ShowAudit implements Command {
    private static final int USUAL = 20;
    /** Enough of its digits to see what belongs together. */
    private static final int SHOWN_OF_A_TRACE = 8;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    private final Audit audit;
    private final Clock clock;

    ShowAudit(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "/swarm audit";
    }

    @Override
    public String arguments() {
        return "[number]";
    }

    @Override
    public String summary() {
        return "Show who asked what of whom, the newest " + USUAL + " or another number up to 999";
    }

    @Override
    public String run(Line line) {
        Authorize.requireOwner(line.caller());
        List<Audit.Entry> entries = audit.newest(number(line));
        return entries.isEmpty()
                ? "Nothing was asked yet."
                : Table.of(entries.stream().map(this::row).toList());
    }

    private int number(Line line) {
        if (line.isEmpty()) {
            return USUAL;
        }
        if (!NUMBER.matcher(line.text()).matches()) {
            throw Refused.usage(this);
        }
        return Integer.parseInt(line.text());
    }

    private List<String> row(Audit.Entry entry) {
        return List.of(
                Ago.text(entry.at(), clock.instant()),
                entry.who(),
                entry.what(),
                entry.whom().isEmpty() ? "-" : entry.whom(),
                entry.trace().isEmpty()
                        ? "-"
                        : entry.trace()
                                .substring(
                                        0,
                                        Math.min(SHOWN_OF_A_TRACE, entry.trace().length())),
                entry.contents().isEmpty() ? entry.result() : entry.result() + ": " + entry.contents());
    }
}
