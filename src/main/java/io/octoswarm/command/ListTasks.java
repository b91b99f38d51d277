package io.octoswarm.command;

import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import io.octoswarm.task.TaskState;
import java.time.Clock;
import java.util.List;
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
        return "[state] [filters]";
    }

    @Override
    public String summary() {
        return "List the newest background tasks; filters: octo=<name> priority=<priority> text=<word>; state: "
                + TaskState.ALLOWED;
    }

    @Override
    public String run(Line line) {
        List<Task> tasks = board.list(filter(line.words()), MOST + 1);
        if (tasks.isEmpty()) {
            return line.isEmpty() ? "No background tasks." : "No " + PlainText.of(line.text(), 100) + " tasks.";
        }
        String table = Table.of(tasks.stream().limit(MOST).map(this::row).toList());
        return tasks.size() > MOST ? table + "\nThere are more; these are the newest " + MOST + "." : table;
    }

    private TaskFilter filter(List<String> words) {
        TaskFilter filter = TaskFilter.ALL;
        for (String word : words) {
            if (filter.state() != null && word.indexOf('=') < 0) {
                throw Refused.usage(this); // of two states the first one would be left out
            }
            filter = with(filter, word);
        }
        return filter;
    }

    private TaskFilter with(TaskFilter filter, String word) {
        int sign = word.indexOf('=');
        String value = word.substring(sign + 1);
        if (value.isEmpty()) {
            throw Refused.usage(this);
        }
        return switch (sign < 0 ? "" : word.substring(0, sign)) {
            case "" ->
                filter.withState(TaskState.parse(word)
                        .orElseThrow(() -> new Refused("There is no state \"" + PlainText.of(word, 40)
                                + "\"; allowed are: " + TaskState.ALLOWED + ".")));
            case "octo" -> filter.withOcto(value);
            case "priority" ->
                filter.withPriority(Priority.parse(value).orElseThrow(() -> new Refused(Priority.refusal(value))));
            case "text" -> filter.withText(value);
            default -> throw Refused.usage(this);
        };
    }

    private List<String> row(Task task) {
        return List.of(
                task.id(),
                task.state().text(),
                task.priority().text(),
                Ago.text(task.createdAt(), clock.instant()),
                where(task),
                PlainText.of(task.text(), LONGEST_TEXT));
    }

    /** Who does it, as far as that is known. */
    private static String where(Task task) {
        if (task.peer() != null) {
            return "at " + task.peer();
        }
        return task.holder() == null ? "-" : task.holder();
    }
}
