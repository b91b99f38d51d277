package io.octoswarm.command;

import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Attempt;
import io.octoswarm.task.IllegalTaskMove;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskRunner;
import io.octoswarm.task.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return "<id> [cancel|resume <answer>]";
    }

    @Override
    public String summary() {
        return "Show a background task, cancel it, or answer what it asks";
    }

    @Override
    public String run(Line line) {
        if (line.isEmpty()) {
            throw Refused.usage(this);
        }
        String id = line.words().get(0);
        if (!Task.isId(id)) {
            throw new Refused("\"" + PlainText.of(id, 40)
                    + "\" is no task id: one looks like swarm-1f0c9a2b. /swarm tasks lists them.");
        }
        try {
            String what = line.text().substring(id.length()).strip();
            return carriedOut(id, what)
                    .map(task -> text(task) + (what.equals("cancel") ? elsewhere(task) : ""))
                    .orElseThrow(() -> new Refused("There is no task " + id + ". /swarm tasks lists them."));
        } catch (IllegalTaskMove illegal) {
            throw new Refused(illegal.getMessage());
        }
    }

    private Optional<Task> carriedOut(String id, String what) {
        if (what.isEmpty()) {
            return board.find(id);
        }
        if (what.equals("cancel")) {
            return runner.cancel(id);
        }
        String answer =
                what.startsWith("resume ") ? what.substring("resume ".length()).strip() : "";
        if (answer.isEmpty()) {
            throw Refused.usage(this);
        }
        return runner.resume(id, answer);
    }

    /** A peer is not told: not every kind of them knows how to cancel. */
    private static String elsewhere(Task task) {
        return task.peer() == null || task.remoteId() == null
                ? ""
                : "\n" + task.peer() + " may go on with it as " + task.remoteId()
                        + "; what comes of it is not told here.";
    }

    private String text(Task task) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Task", task.id()));
        rows.add(List.of("State", task.state().text() + ", attempt " + task.attempt()));
        rows.add(List.of("Priority", task.priority().text()));
        add(rows, "Needs", task.capabilities().isEmpty() ? null : String.join(", ", task.capabilities()));
        add(rows, "For", task.target());
        add(
                rows,
                "At",
                task.peer() == null ? null : task.peer() + (task.remoteId() == null ? "" : ", as " + task.remoteId()));
        add(rows, "Deadline", task.deadline() == null ? null : task.deadline().toString());
        add(rows, "From", task.origin());
        rows.add(List.of("Trace", task.trace().id()));
        rows.add(List.of("Created", time(task.createdAt())));
        add(rows, "Started", task.startedAt() == null ? null : time(task.startedAt()));
        add(rows, "Finished", task.finishedAt() == null ? null : time(task.finishedAt()));
        add(rows, task.state() == TaskState.PAUSED ? "Asks" : "Progress", task.progress());
        board.attempts(task.id()).forEach(attempt -> add(rows, "Claim " + attempt.fence(), line(attempt)));
        rows.add(List.of("Text", shown(task.text())));
        add(rows, "Result", task.result());
        add(rows, "Error", task.error());
        return Table.of(rows);
    }

    private String line(Attempt attempt) {
        Instant ended = attempt.endedAt();
        return attempt.holder() + ", begun " + time(attempt.startedAt())
                + (ended == null
                        ? ", under way"
                        : ", " + attempt.outcome() + " after "
                                + Ago.length(Duration.between(attempt.startedAt(), ended)));
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
        String clean = PlainText.printable(text).replace('\t', ' ');
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "...";
    }
}
