package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.mcp.Meta;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskRunner;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Work for whichever Octo of the swarm fits and is free. What is acknowledged is on the disk. */
@Component
@Order(5)
class PostTask implements PeerTool {
    private final TaskRunner runner;
    private final Hosting hosting;
    private final Instance instance;
    private final Results results;

    PostTask(TaskRunner runner, Hosting hosting, Instance instance, Results results) {
        this.runner = runner;
        this.hosting = hosting;
        this.instance = instance;
        this.results = results;
    }

    @Override
    public boolean offered() {
        return hosting.hosts();
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder(
                        "post_task",
                        TaskArguments.schema()
                                .texts("capabilities", "tags that the Octo must have that takes it")
                                .optional("target", "string", "the only Octo that may take it")
                                .optional(
                                        "deadline", "string", "ISO 8601 instant: when it has failed if it is not done")
                                .build())
                .description(
                        "Post a task on the swarm's board, for the best free Octo. Returns its task_id for check_task.")
                .outputSchema(Schema.object()
                        .required("task_id", "string", "for check_task")
                        .required("status", "string", "of the task: pending, or further when it was posted before")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        NewTask wanted = needing(TaskArguments.wanted(arguments, instance), arguments.tags("capabilities"));
        Instant deadline = deadline(arguments);
        NewTask timed = deadline == null ? wanted : wanted.until(deadline);
        String target = arguments.name("target");
        Task task = runner.dispatch(target == null ? timed : timed.to(target, true));
        return results.json(TaskArguments.receipt(task, task.state().text()));
    }

    private static NewTask needing(NewTask task, List<String> tags) {
        try {
            return task.needing(tags);
        } catch (IllegalArgumentException tooMuch) {
            throw new Refusal(String.valueOf(tooMuch.getMessage()));
        }
    }

    private static @Nullable Instant deadline(Arguments arguments) {
        String text = arguments.optional("deadline", "").strip();
        Instant deadline = Meta.instant(text);
        if (deadline == null && !text.isEmpty()) {
            throw new Refusal("The argument \"deadline\" is no instant such as 2026-01-02T15:04:05Z.");
        }
        return deadline;
    }
}
