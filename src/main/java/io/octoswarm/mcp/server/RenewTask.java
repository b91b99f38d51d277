package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import io.octoswarm.task.TaskBoard;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the claim of another Octo that still works. */
@Component
@Order(7)
class RenewTask implements PeerTool {
    private static final int LONGEST_NOTE = 500;

    private final TaskBoard board;
    private final Hosting hosting;
    private final Results results;

    RenewTask(TaskBoard board, Hosting hosting, Results results) {
        this.board = board;
        this.hosting = hosting;
        this.results = results;
    }

    @Override
    public boolean offered() {
        return hosting.hosts();
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder(
                        "renew_task",
                        Schema.object()
                                .required("task_id", "string", "of the claimed task")
                                .required("fence", "integer", "of the claim")
                                .optional("progress", "string", "a note for people")
                                .build())
                .description("Renew the claim of a task that is still worked on.")
                .outputSchema(Schema.object()
                        .required("task_id", "string", "of the task")
                        .required("renewed", "boolean", "false: the claim is not valid any more; drop the work")
                        .required("lease_seconds", "integer", "how long the claim is good from now")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        String id = arguments.taskId();
        String note = arguments.optional("progress", "");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("task_id", id);
        fields.put(
                "renewed",
                board.renew(id, arguments.number("fence"), note.isBlank() ? null : PlainText.of(note, LONGEST_NOTE)));
        fields.put("lease_seconds", TaskBoard.LEASE.toSeconds());
        return results.json(fields);
    }
}
