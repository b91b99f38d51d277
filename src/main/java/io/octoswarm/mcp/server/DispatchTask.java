package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.task.NewTask;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Background work. What is acknowledged is on the disk. */
@Component
@Order(2)
class DispatchTask implements PeerTool {
    private static final int MOST_AT_ONCE = 50;

    private final TaskRunner runner;
    private final Instance instance;
    private final Results results;
    private final Places places;

    DispatchTask(TaskRunner runner, Instance instance, Results results) {
        this.runner = runner;
        this.instance = instance;
        this.results = results;
        this.places = new Places(MOST_AT_ONCE, instance.name(), "tasks that are being dispatched");
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder("dispatch_task", TaskArguments.schema().build())
                .description("Queue a long-running task for background execution. Returns its task_id for check_task.")
                .outputSchema(Schema.object()
                        .required("task_id", "string", "for check_task")
                        .required("status", "string", "dispatched")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        NewTask wanted = TaskArguments.wanted(arguments, instance);
        Task task = places.in(arguments.caller(), () -> runner.dispatch(forThisOcto(wanted)));
        return results.json(TaskArguments.receipt(task, "dispatched"));
    }

    /** This Octo was chosen; once it is lost, another that has its tags may go on, where they share a board. */
    private NewTask forThisOcto(NewTask wanted) {
        return wanted.needing(NewTask.fitting(instance.capabilities())).to(instance.name(), false);
    }
}
