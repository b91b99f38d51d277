package io.octoswarm.command;

import io.octoswarm.conversation.Running;
import io.octoswarm.task.IllegalTaskMove;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import io.octoswarm.task.TaskRunner;
import org.springframework.stereotype.Component;

@Component
class Stop implements Command {
    private static final int MOST = 1_000;

    private final Running running;
    private final TaskBoard board;
    private final TaskRunner runner;

    Stop(Running running, TaskBoard board, TaskRunner runner) {
        this.running = running;
        this.board = board;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "/stop";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "Stop what runs for this conversation";
    }

    @Override
    public String run(Line line) {
        String conversation = line.caller().conversation();
        if (conversation == null) {
            throw new Refused("There is no conversation here. /swarm task <id> cancel stops one task.");
        }
        int answers = running.stop(conversation);
        long tasks = board.list(TaskFilter.ALL, MOST).stream()
                .filter(task -> conversation.equals(task.conversation())
                        && !task.state().ended())
                .filter(this::cancelled)
                .count();
        return answers + tasks == 0
                ? "Nothing runs for this conversation."
                : "Stopped: " + answers + " answers, " + tasks + " background tasks.";
    }

    private boolean cancelled(Task task) {
        try {
            return runner.cancel(task.id()).isPresent();
        } catch (IllegalTaskMove ended) {
            return false; // meanwhile
        }
    }
}
