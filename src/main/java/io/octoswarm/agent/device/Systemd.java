package io.octoswarm.agent.device;

import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Outcome.Finished;
import io.octoswarm.agent.program.Programs;
import io.octoswarm.instance.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Services of systemd. Where another program started the system, as in a container, it looks for a process. */
@Component
final class Systemd implements ServiceTool {
    /** As systemctl writes it with TZ=UTC in the C locale. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Pattern NOT_RUNNING = Pattern.compile(
            "not been booted with systemd|Failed to connect to (?:system scope )?bus", Pattern.CASE_INSENSITIVE);
    private static final int MOST_FAILED = 5;

    private final Programs programs;
    private final Machine machine;
    private final WallClock clock;

    Systemd(Programs programs, Machine machine, WallClock clock) {
        this.programs = programs;
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    public String describe(String name) {
        Outcome outcome = show(name);
        if (!(outcome instanceof Finished finished) || !finished.succeeded()) {
            return without(outcome) + " " + process(name);
        }
        Map<String, String> unit = properties(finished.output());
        if (!"not-found".equals(unit.get("LoadState"))) {
            return sentence(name, unit);
        }
        return inOtherCase(name)
                .map(known -> show(known) instanceof Finished again && again.succeeded()
                        ? sentence(known, properties(again.output()))
                        : none(name))
                .orElseGet(() -> none(name));
    }

    @Override
    public String describeFailed() {
        Outcome outcome = programs.run(List.of(
                "systemctl", "list-units", "--type=service", "--state=failed", "--plain", "--no-legend", "--no-pager"));
        if (!(outcome instanceof Finished finished) || !finished.succeeded()) {
            return without(outcome);
        }
        List<String> failed = firstWords(finished.output());
        if (failed.isEmpty()) {
            return "No service has failed.";
        }
        List<String> named = failed.stream()
                .limit(MOST_FAILED)
                .map(unit -> PlainText.of(unit.replaceFirst("\\.service$", ""), 60))
                .collect(Collectors.toCollection(ArrayList::new));
        if (failed.size() > MOST_FAILED) {
            named.add((failed.size() - MOST_FAILED) + " more");
        }
        return Spell.count(failed.size(), "service") + (failed.size() == 1 ? " has" : " have") + " failed: "
                + Spell.list(named) + ".";
    }

    private Outcome show(String name) {
        return programs.run(List.of(
                "systemctl",
                "show",
                "--no-pager",
                "--property=LoadState,ActiveState,SubState,Result,ActiveEnterTimestamp,InactiveEnterTimestamp",
                "--",
                name.contains(".service") ? name : name + ".service"));
    }

    private String sentence(String name, Map<String, String> unit) {
        String state = unit.getOrDefault("ActiveState", "");
        return switch (state) {
            case "active" ->
                "exited".equals(unit.get("SubState"))
                        ? name + " has done its work and ended without an error" + on(" ", unit, "ActiveEnterTimestamp")
                                + "."
                        : name + " is running" + since(unit, "ActiveEnterTimestamp") + ".";
            case "failed" ->
                name + " has failed" + on(" ", unit, "InactiveEnterTimestamp") + " ("
                        + PlainText.of(unit.getOrDefault("Result", ""), 40) + ").";
            case "activating" -> name + " is starting.";
            case "deactivating" -> name + " is stopping.";
            case "reloading" -> name + " is running and reads its settings again.";
            case "inactive" ->
                "masked".equals(unit.get("LoadState"))
                        ? name + " is masked: it is not running and cannot be started."
                        : name + " is not running" + on("; it stopped ", unit, "InactiveEnterTimestamp") + ".";
            default -> "systemctl told nothing about " + name + " that I understand.";
        };
    }

    private String since(Map<String, String> unit, String property) {
        return time(unit, property).map(time -> " since " + clock.time(time)).orElse("");
    }

    private String on(String before, Map<String, String> unit, String property) {
        return time(unit, property).map(time -> before + clock.when(time)).orElse("");
    }

    /** Empty when it never happened. */
    private static Optional<Instant> time(Map<String, String> unit, String property) {
        try {
            return Optional.of(TIME.parse(unit.getOrDefault(property, ""), Instant::from));
        } catch (DateTimeException never) {
            return Optional.empty();
        }
    }

    /** Unit names keep their case, such as NetworkManager; people do not. */
    private Optional<String> inOtherCase(String name) {
        Outcome outcome = programs.run(
                List.of("systemctl", "list-unit-files", "--type=service", "--plain", "--no-legend", "--no-pager"));
        return outcome instanceof Finished finished && finished.succeeded()
                ? firstWords(finished.output()).stream()
                        .map(unit -> unit.replaceFirst("\\.service$", ""))
                        .filter(unit -> unit.equalsIgnoreCase(name) && !unit.equals(name) && Services.isName(unit))
                        .findFirst()
                : Optional.empty();
    }

    private String process(String name) {
        boolean there = machine.processes().stream()
                .anyMatch(process -> process.name().replaceFirst(":.*", "").equalsIgnoreCase(name));
        return there
                ? "But a process named " + name + " is running."
                : "No process named " + name + " is running either.";
    }

    private static String without(Outcome outcome) {
        boolean notRunning = outcome instanceof Finished finished
                && NOT_RUNNING.matcher(finished.errors()).find();
        return "I cannot ask for services here: " + (notRunning ? "systemd is not running" : outcome.problem()) + ".";
    }

    private static String none(String name) {
        return "There is no service named " + name + " here.";
    }

    private static Map<String, String> properties(String output) {
        return output.lines()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).strip(),
                        (first, second) -> first));
    }

    private static List<String> firstWords(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+")[0])
                .toList();
    }
}
