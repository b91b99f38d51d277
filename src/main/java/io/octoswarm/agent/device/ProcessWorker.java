package io.octoswarm.agent.device;

import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
import io.octoswarm.task.TaskSettings;
import io.octoswarm.task.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Runs the programs of background tasks: those that the settings allow, with their arguments as they are, never through a
 * shell. A task's end or its deadline kills the program with its children; so does a cancellation.
 */
@Component
class ProcessWorker implements Worker {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Programs programs;
    private final TaskSettings settings;
    private final Clock clock;

    ProcessWorker(Programs programs, TaskSettings settings, Clock clock) {
        this.programs = programs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.PROCESS;
    }

    /** The setting is looked at here too: the task may have waited on the board since before it was changed. */
    @Override
    public String work(Task task, Progress progress) {
        List<String> command = task.text().lines().toList();
        if (command.isEmpty() || !settings.programs().contains(command.get(0))) {
            throw new IllegalStateException("The program is not one of those that SWARM_SHELL allows.");
        }
        progress.note("runs " + command.get(0));
        Outcome outcome = programs.run(command, timeLeft(task));
        if (outcome instanceof Outcome.Finished finished && finished.succeeded()) {
            return finished.output() + (finished.cut() ? "\n[cut]" : "");
        }
        throw new IllegalStateException(outcome.problem() + ".");
    }

    private Duration timeLeft(Task task) {
        return task.deadline() == null ? LONGEST : Duration.between(clock.instant(), task.deadline());
    }
}
