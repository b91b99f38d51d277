package io.octoswarm.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The newest background tasks, for the page. */
@RestController
class TasksController {
    private static final int MOST = 20;
    private static final int LONGEST_TEXT = 200;

    /** One task; {@code octo}: who does it, null while nobody does. */
    record View(
            String id,
            String state,
            String priority,
            String text,
            @Nullable String octo,
            @Nullable String progress,
            @JsonProperty("created_at") Instant createdAt) {}

    private final TaskBoard board;

    TasksController(TaskBoard board) {
        this.board = board;
    }

    @GetMapping("/api/tasks")
    List<View> tasks() {
        return board.list(TaskFilter.ALL, MOST).stream()
                .map(TasksController::view)
                .toList();
    }

    private static View view(Task task) {
        return new View(
                task.id(),
                task.state().text(),
                task.priority().text(),
                task.text().length() <= LONGEST_TEXT ? task.text() : task.text().substring(0, LONGEST_TEXT) + "...",
                task.peer() != null ? task.peer() : task.holder(),
                task.progress(),
                task.createdAt());
    }
}
