package io.octoswarm.agent.device;

import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Outcome.Finished;
import io.octoswarm.agent.program.Programs;
import io.octoswarm.instance.PlainText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Services of macOS, which have labels such as {@code com.docker.vmnetd}: one part of the label is enough. */
@Component
final class Launchd implements ServiceTool {
    private static final List<String> LIST = List.of("launchctl", "list");
    private static final int MOST_FAILED = 5;

    private final Programs programs;

    Launchd(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String describe(String name) {
        Outcome outcome = programs.run(LIST);
        if (!(outcome instanceof Finished finished) || !finished.succeeded()) {
            return without(outcome);
        }
        return jobs(finished).stream()
                .filter(job -> job.isNamed(name))
                .min(Comparator.comparing((Job job) -> !job.isRunning())
                        .thenComparing(job -> job.label().length()))
                .map(Job::sentence)
                .orElse("There is no service named " + name + " here.");
    }

    @Override
    public String describeFailed() {
        Outcome outcome = programs.run(LIST);
        if (!(outcome instanceof Finished finished) || !finished.succeeded()) {
            return without(outcome);
        }
        List<String> failed = jobs(finished).stream()
                .filter(Job::hasFailed)
                .map(Job::shownLabel)
                .toList();
        return failed.isEmpty()
                ? "No service has failed."
                : Spell.count(failed.size(), "service") + " ended with an error, for example "
                        + Spell.list(failed.stream().limit(MOST_FAILED).toList()) + ".";
    }

    private static String without(Outcome outcome) {
        return "I cannot ask for services here: " + outcome.problem() + ".";
    }

    private static List<Job> jobs(Finished launchctl) {
        return launchctl
                .output()
                .lines()
                .flatMap(line -> Job.parse(line).stream())
                .toList();
    }

    /**
     * One line of the list.
     *
     * @param process its number, or "-" when it is not running
     * @param status its last exit code, negative for a signal
     */
    private record Job(String process, String status, String label) {
        static Optional<Job> parse(String line) {
            String[] columns = line.strip().split("\\s+", 3);
            return columns.length == 3 && columns[0].matches("-|\\d+")
                    ? Optional.of(new Job(columns[0], columns[1], columns[2]))
                    : Optional.empty();
        }

        boolean isNamed(String name) {
            return label.equalsIgnoreCase(name)
                    || Arrays.stream(label.split("\\.")).anyMatch(part -> part.equalsIgnoreCase(name));
        }

        boolean isRunning() {
            return !process.equals("-");
        }

        boolean hasFailed() {
            return !isRunning() && !status.equals("0") && status.matches("-?\\d+");
        }

        String shownLabel() {
            return PlainText.of(label, 80);
        }

        String sentence() {
            if (isRunning()) {
                return shownLabel() + " is running.";
            }
            return shownLabel() + " is not running" + (hasFailed() ? "; it ended with exit code " + status : "") + ".";
        }
    }
}
