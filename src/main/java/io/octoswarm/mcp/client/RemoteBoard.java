package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.task.Board;
import io.octoswarm.task.BoardUnavailable;
import io.octoswarm.task.Claimant;
import io.octoswarm.task.Outcome;
import io.octoswarm.task.ReportRefused;
import io.octoswarm.task.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The supervisor's board, over MCP. Each call waits 5 s at the most. */
final class RemoteBoard implements Board {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Peer peer;
    private final PeerClients clients;
    private final JsonMapper json;

    RemoteBoard(Peer peer, PeerClients clients, JsonMapper json) {
        this.peer = peer;
        this.clients = clients;
        this.json = json;
    }

    @Override
    public Optional<Task> claim(Claimant claimant) {
        JsonNode task = call(
                        "claim_task",
                        Map.of(
                                "worker", claimant.name(),
                                "capabilities", claimant.capabilities(),
                                "busy", claimant.busy(),
                                "free", claimant.free()))
                .path("task");
        return task.isObject() ? Optional.of(ReceivedTask.of(task, peer.name())) : Optional.empty();
    }

    @Override
    public boolean renew(Task claim, @Nullable String progress) {
        Map<String, Object> arguments = of(claim);
        if (progress != null) {
            arguments.put("progress", progress);
        }
        return call("renew_task", arguments).path("renewed").asBoolean(false);
    }

    @Override
    public Task report(Task claim, Outcome outcome) {
        Map<String, Object> arguments = of(claim);
        arguments.put("status", outcome.state().text());
        if (outcome instanceof Outcome.Completed completed) {
            arguments.put("result", completed.result().isBlank() ? "(empty)" : completed.result());
        } else if (outcome instanceof Outcome.Failed failed) {
            arguments.put("error", failed.error());
        } else if (outcome instanceof Outcome.Paused paused) {
            arguments.put("question", paused.question());
        }
        return ReceivedTask.after(claim, call("report_task", arguments));
    }

    private static Map<String, Object> of(Task claim) {
        return new HashMap<>(Map.of("task_id", claim.id(), "fence", claim.fence()));
    }

    private JsonNode call(String tool, Map<String, Object> arguments) {
        try {
            McpSchema.CallToolResult result = clients.of(peer).await(tool, arguments, Map.of(), LIMIT);
            if (!Boolean.TRUE.equals(result.isError())) {
                return JsonResult.of(result, json);
            }
            throw refusal(result);
        } catch (PeerUnreachable | McpError failure) {
            throw new BoardUnavailable(
                    "The board of " + peer.name() + " cannot be used now: " + failure.getMessage(), failure);
        }
    }

    /** Whether the claim is over, or the board only had a bad moment. */
    private RuntimeException refusal(McpSchema.CallToolResult result) {
        String why = ResultText.of(result);
        boolean over = result.structuredContent() != null
                && json.valueToTree(result.structuredContent()).path("refused").asBoolean(false);
        return over ? new ReportRefused(why) : new BoardUnavailable("The board of " + peer.name() + " says: " + why);
    }
}
