package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.task.TaskBoard;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How a dispatched task stands. */
@Component
@Order(3)
class CheckTask implements PeerTool {
    private static final List<String> TEXT_OR_NULL = List.of("string", "null");

    /** How a task stands, as it is told. */
    static final Map<String, Object> OUTPUT = Schema.object()
            .required("task_id", "string", "of the task")
            .required("status", "string", "pending, running, completed, failed, paused or cancelled")
            .required("result", TEXT_OR_NULL, "when completed")
            .required("error", TEXT_OR_NULL, "when failed")
            .required("attempt", "integer", "how often it was begun")
            .required("progress", TEXT_OR_NULL, "the last note of the one who works on it")
            .required("created_at", "string", "ISO 8601")
            .required("started_at", TEXT_OR_NULL, "ISO 8601")
            .required("finished_at", TEXT_OR_NULL, "ISO 8601")
            .build();

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
                .outputSchema(OUTPUT)
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        String id = arguments.taskId();
        return results.json(TaskFields.of(board.find(id)
                .orElseThrow(() -> new Refusal(
                        "There is no task " + id + " here: it was dispatched to another peer, or removed."))));
    }
}
