package io.octoswarm.agent.program;

import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
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

    private final AllowedPrograms programs;
    private final Clock clock;

    ProcessWorker(AllowedPrograms programs, Clock clock) {
        this.programs = programs;
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
        progress.note("runs " + String.join("", command.subList(0, Math.min(1, command.size()))));
        return programs.run(command, timeLeft(task));
    }

    private Duration timeLeft(Task task) {
        return task.deadline() == null ? LONGEST : Duration.between(clock.instant(), task.deadline());
    }
}
