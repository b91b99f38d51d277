package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.task.Claimant;
import io.octoswarm.task.TaskBoard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Work for another Octo: the task of this board that fits it best, for as long as it renews its claim. */
@Component
@Order(6)
class ClaimTask implements PeerTool {
    private final TaskBoard board;
    private final Hosting hosting;
    private final Instance instance;
    private final Results results;

    ClaimTask(TaskBoard board, Hosting hosting, Instance instance, Results results) {
        this.board = board;
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
                        "claim_task",
                        Schema.object()
                                .required("worker", "string", "the name of the Octo that wants work")
                                .texts("capabilities", "its tags")
                                .optional("busy", "integer", "how much of it is taken, in percent")
                                .optional("free", "integer", "how many tasks it could begin now")
                                .build())
                .description("Claim the best fitting task of the swarm's board. The claim is a lease: renew it with"
                        + " renew_task, end it with report_task. Repeated under the same idempotency key, it gives the"
                        + " same claim.")
                .outputSchema(Schema.object()
                        .required("task", List.of("object", "null"), "the task with its fence; null: nothing to do now")
                        .required("lease_seconds", "integer", "how long the claim is good without a renewal")
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        String worker = arguments.name("worker");
        if (worker == null) {
            throw new Refusal("The argument \"worker\" is missing or empty: who wants the work?");
        }
        if (instance.isNamed(worker)) {
            throw new Refusal("The worker \"" + worker + "\" has the name of the Octo that keeps this board; rename one"
                    + " of the two.");
        }
        Claimant claimant = new Claimant(
                worker,
                arguments.tags("capabilities"),
                arguments.number("busy", 0, 100),
                arguments.number("free", 1, 1000),
                false);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "task",
                board.claim(claimant, arguments.idempotencyKey())
                        .map(TaskFields::withWork)
                        .orElse(null));
        fields.put("lease_seconds", TaskBoard.LEASE.toSeconds());
        return results.json(fields);
    }
}
