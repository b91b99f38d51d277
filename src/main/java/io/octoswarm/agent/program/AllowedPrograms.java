package io.octoswarm.agent.program;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.task.TaskSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The programs that SWARM_SHELL allows, for tasks and for models; none without that setting. Thread-safe. */
@Component
public class AllowedPrograms {
    private static final int MOST_ARGUMENTS = 100;
    private static final int LONGEST_ARGUMENT = 10_000;

    private final Programs programs;
    private final List<String> allowed;

    AllowedPrograms(Programs programs, TaskSettings settings) {
        this.programs = programs;
        this.allowed = settings.programs();
    }

    /** As they are set, in their order. */
    public List<String> names() {
        return allowed;
    }

    /**
     * Runs one, with its arguments as they are and without a shell; returns what it printed, 64 KiB at the most.
     *
     * @param limit it is killed then, with its children
     * @throws CannotAnswer when it is not allowed, did not start, took too long or failed; the message says which, with
     *     exit code and error output
     */
    public String run(List<String> command, Duration limit) {
        check(command);
        Outcome outcome = programs.run(command, limit);
        if (outcome instanceof Outcome.Finished finished && finished.succeeded()) {
            return finished.output() + (finished.cut() ? "\n[cut]" : "");
        }
        throw new CannotAnswer(outcome.problem() + ".");
    }

    private void check(List<String> command) {
        if (command.isEmpty() || !allowed.contains(command.get(0))) {
            throw new CannotAnswer("The program is not one of those that SWARM_SHELL allows: "
                    + (allowed.isEmpty() ? "it is not set" : String.join(", ", allowed)) + ".");
        }
        if (command.size() > MOST_ARGUMENTS
                || command.stream().anyMatch(word -> word.length() > LONGEST_ARGUMENT || word.indexOf('\0') >= 0)) {
            throw new CannotAnswer("A program takes at most " + MOST_ARGUMENTS + " arguments of at most "
                    + LONGEST_ARGUMENT + " characters each, without null characters.");
        }
    }
}
