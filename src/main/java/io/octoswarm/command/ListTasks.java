package io.octoswarm.command;

import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import io.octoswarm.task.TaskState;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ListTasks implements Command {
    private static final int MOST = 20;
    private static final int LONGEST_TEXT = 60;

    private final TaskBoard board;
    private final Clock clock;

    ListTasks(TaskBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "/swarm tasks";
    }

    @Override
    public String arguments() {
        return "[state]";
    }

    @Override
    public String summary() {
        return "List the newest background tasks; state: " + TaskState.ALLOWED;
    }

    @Override
    public String run(Line line) {
        List<String> words = line.words();
        if (words.size() > 1) {
            throw Refused.usage(this);
        }
        List<Task> tasks = board.list(TaskFilter.of(state(words)), MOST + 1);
        if (tasks.isEmpty()) {
            return words.isEmpty() ? "No background tasks." : "No " + words.get(0) + " tasks.";
        }
        String table = Table.of(tasks.stream().limit(MOST).map(this::row).toList());
        return tasks.size() > MOST ? table + "\nThere are more; these are the newest " + MOST + "." : table;
    }

    private static @Nullable TaskState state(List<String> words) {
        return words.isEmpty()
                ? null
                : TaskState.parse(words.get(0))
                        .orElseThrow(
                                () -> new Refused("There is no such state; allowed are: " + TaskState.ALLOWED + "."));
    }

    private List<String> row(Task task) {
        return List.of(
                task.id(),
                task.state().text(),
                task.priority().text(),
                Ago.text(task.createdAt(), clock.instant()),
                PlainText.of(task.text(), LONGEST_TEXT));
    }
}
