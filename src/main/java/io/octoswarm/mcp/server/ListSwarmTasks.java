package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskBoard;
import io.octoswarm.task.TaskFilter;
import io.octoswarm.task.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is on the swarm's board. */
@Component
@Order(9)
class ListSwarmTasks implements PeerTool {
    private static final int MOST = 100;
    private static final int LONGEST_TEXT = 200;

    private final TaskBoard board;
    private final Hosting hosting;
    private final Results results;

    ListSwarmTasks(TaskBoard board, Hosting hosting, Results results) {
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
                        "list_tasks",
                        Schema.object()
                                .optional("status", "string", "only tasks in this state: " + TaskState.ALLOWED)
                                .optional("limit", "integer", "at most so many, 20 unless told, 100 at the most")
                                .build())
                .description("List the newest tasks of the swarm's board.")
                .outputSchema(Schema.object()
                        .required("tasks", "array", "the newest first; long texts are cut, check_task has the result")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        String status = arguments.optional("status", "").strip();
        int limit = arguments.number("limit", 20, MOST);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "tasks",
                board.list(TaskFilter.of(status.isEmpty() ? null : state(status)), limit).stream()
                        .map(ListSwarmTasks::line)
                        .toList());
        return results.json(fields);
    }

    private static TaskState state(String text) {
        return TaskState.parse(text)
                .orElseThrow(() -> new Refusal("There is no status \"" + PlainText.of(text, 40) + "\": "
                        + TaskState.ALLOWED + " are allowed."));
    }

    private static Map<String, @Nullable Object> line(Task task) {
        Map<String, @Nullable Object> fields = TaskFields.withWork(task);
        fields.remove("context");
        fields.remove("result");
        fields.put("task", PlainText.of(task.text(), LONGEST_TEXT));
        return fields;
    }
}
