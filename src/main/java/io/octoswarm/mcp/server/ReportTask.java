package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import io.octoswarm.task.Outcome;
import io.octoswarm.task.ReportRefused;
import io.octoswarm.task.TaskBoard;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The end of another Octo's claim. */
@Component
@Order(8)
class ReportTask implements PeerTool {
    private static final Logger log = LoggerFactory.getLogger(ReportTask.class);
    private static final List<String> OUTCOMES = List.of("completed", "failed", "paused", "pending");

    private final TaskBoard board;
    private final Hosting hosting;
    private final Results results;

    ReportTask(TaskBoard board, Hosting hosting, Results results) {
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
                        "report_task",
                        Schema.object()
                                .required("task_id", "string", "of the claimed task")
                                .required("fence", "integer", "of the claim")
                                .choice("status", OUTCOMES, "completed", "how it ended; pending: given back unfinished")
                                .optional("result", "string", "when completed")
                                .optional("error", "string", "when failed")
                                .optional("question", "string", "when paused: what a human has to answer")
                                .build())
                .description("Report the end of a claimed task. Refused when the claim is not valid any more.")
                .outputSchema(CheckTask.OUTPUT)
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        try {
            return results.json(
                    TaskFields.of(board.report(arguments.taskId(), arguments.number("fence"), outcome(arguments))));
        } catch (ReportRefused refused) {
            log.warn("{}", refused.getMessage());
            return Results.error(refused.getMessage(), Map.of("refused", true));
        }
    }

    private static Outcome outcome(Arguments arguments) {
        String status = arguments.optional("status", "completed");
        return switch (status) {
            case "completed" -> new Outcome.Completed(arguments.required("result"));
            case "failed" -> new Outcome.Failed(arguments.required("error"));
            case "paused" -> new Outcome.Paused(arguments.required("question"));
            case "pending" -> new Outcome.HandedBack();
            default ->
                throw new Refusal("A task cannot be reported as \"" + PlainText.of(status, 40) + "\": "
                        + String.join(", ", OUTCOMES) + " are allowed.");
        };
    }
}
