package io.octoswarm.command;

import io.octoswarm.instance.Instance;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
import io.octoswarm.task.TaskRunner;
import io.octoswarm.task.TaskSettings;
import org.springframework.stereotype.Component;

/** A program of this device as a background task, where the settings allow it. */
@Component
class RunProgram implements Command {
    private final TaskRunner runner;
    private final TaskSettings settings;
    private final Instance instance;

    RunProgram(TaskRunner runner, TaskSettings settings, Instance instance) {
        this.runner = runner;
        this.settings = settings;
        this.instance = instance;
    }

    @Override
    public String name() {
        return "/swarm run";
    }

    @Override
    public String arguments() {
        return "<program> [argument ...]";
    }

    @Override
    public String summary() {
        return "Run a program here in the background; SWARM_SHELL lists those that may be";
    }

    @Override
    public String run(Line line) {
        if (line.isEmpty()) {
            throw Refused.usage(this);
        }
        if (!line.caller().owner()) {
            throw new Refused("Only the owner of this Octo may have programs run.");
        }
        if (!settings.programs().contains(line.words().get(0))) {
            throw new Refused(
                    settings.programs().isEmpty()
                            ? "No program may be run: SWARM_SHELL is not set. It lists programs between commas."
                            : "That program may not be run; SWARM_SHELL allows: "
                                    + String.join(", ", settings.programs()) + ".");
        }
        Task posted = runner.dispatch(NewTask.of(String.join("\n", line.words()))
                .withKind(TaskKind.PROCESS)
                .to(instance.name(), true)
                .in(line.caller().conversation()));
        return posted.id() + " is on the board. /swarm task " + posted.id() + " shows how it stands.";
    }
}
