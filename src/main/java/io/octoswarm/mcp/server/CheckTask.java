package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How a dispatched task stands. */
@Component
@Order(3)
class CheckTask implements PeerTool {
    private static final List<String> TEXT_OR_NULL = List.of("string", "null");

    private final TaskBoard board;
    private final Results results;

    CheckTask(TaskBoard board, Results results) {
        this.board = board;
        this.results = results;
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder(
                        "check_task",
                        Schema.object()
                                .required("task_id", "string", "as dispatch_task returned it")
                                .build())
                .description("Get the status and, once it is there, the result of a dispatched task.")
                .outputSchema(Schema.object()
                        .required("task_id", "string", "of the task")
                        .required("status", "string", "pending, running, completed, failed, paused or cancelled")
                        .required("result", TEXT_OR_NULL, "when completed")
                        .required("error", TEXT_OR_NULL, "when failed")
                        .required("attempt", "integer", "how often it was begun")
                        .required("progress", TEXT_OR_NULL, "the last note of the one who works on it")
                        .required("created_at", "string", "ISO 8601")
                        .required("started_at", TEXT_OR_NULL, "ISO 8601")
                        .required("finished_at", TEXT_OR_NULL, "ISO 8601")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        String id = arguments.required("task_id").strip();
        if (!Task.isId(id)) {
            throw new Refusal("That is no task id: one looks like swarm-1f0c9a2b.");
        }
        return results.json(fields(board.find(id)
                .orElseThrow(() -> new Refusal(
                        "There is no task " + id + " here: it was dispatched to another peer, or removed."))));
    }

    private static Map<String, @Nullable Object> fields(Task task) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("task_id", task.id());
        fields.put("status", task.state().text());
        fields.put("result", task.result());
        fields.put("error", task.error());
        fields.put("attempt", task.attempt());
        fields.put("progress", task.progress());
        fields.put("created_at", time(task.createdAt()));
        fields.put("started_at", time(task.startedAt()));
        fields.put("finished_at", time(task.finishedAt()));
        return fields;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
