package io.octoswarm.command;

import io.octoswarm.task.IllegalTaskMove;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskRunner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ShowTask implements Command {
    private static final int LONGEST_TEXT = 4_000;

    private final TaskBoard board;
    private final TaskRunner runner;
    private final Clock clock;

    ShowTask(TaskBoard board, TaskRunner runner, Clock clock) {
        this.board = board;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "/swarm task";
    }

    @Override
    public String arguments() {
        return "<id> [cancel]";
    }

    @Override
    public String summary() {
        return "Show a background task, or cancel it";
    }

    @Override
    public String run(Line line) {
        List<String> words = line.words();
        boolean cancel = words.size() == 2 && words.get(1).equals("cancel");
        if (words.isEmpty() || words.size() > (cancel ? 2 : 1)) {
            throw Refused.usage(this);
        }
        String id = words.get(0);
        if (!Task.isId(id)) {
            throw new Refused("That is no task id: one looks like swarm-1f0c9a2b. /swarm tasks lists them.");
        }
        try {
            return (cancel ? runner.cancel(id) : board.find(id))
                    .map(this::text)
                    .orElseThrow(() -> new Refused("There is no task " + id + ". /swarm tasks lists them."));
        } catch (IllegalTaskMove ended) {
            throw new Refused(ended.getMessage());
        }
    }

    private String text(Task task) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Task", task.id()));
        rows.add(List.of("State", task.state().text() + ", attempt " + task.attempt()));
        rows.add(List.of("Priority", task.priority().text()));
        add(rows, "From", task.origin());
        rows.add(List.of("Created", time(task.createdAt())));
        add(rows, "Started", task.startedAt() == null ? null : time(task.startedAt()));
        add(rows, "Finished", task.finishedAt() == null ? null : time(task.finishedAt()));
        add(rows, "Progress", task.progress());
        rows.add(List.of("Text", shown(task.text())));
        add(rows, "Result", task.result());
        add(rows, "Error", task.error());
        return Table.of(rows);
    }

    private static void add(List<List<String>> rows, String label, @Nullable String value) {
        if (value != null) {
            rows.add(List.of(label, shown(value)));
        }
    }

    private String time(Instant instant) {
        return instant + " (" + Ago.text(instant, clock.instant()) + ")";
    }

    private static String shown(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "...";
    }
}
