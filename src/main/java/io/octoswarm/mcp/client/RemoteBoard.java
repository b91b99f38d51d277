package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.mcp.Meta;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The supervisor's board, over MCP. Each call waits 5 s at the most. A claim whose answer did not arrive is asked for again
 * under the same key.
 */
final class RemoteBoard implements Board {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Peer peer;
    private final PeerClients clients;
    private final AtomicReference<@Nullable String> unanswered;
    private final JsonMapper json;

    /** @param unanswered the key of the claim that is still to be answered; outlives this object */
    RemoteBoard(Peer peer, PeerClients clients, AtomicReference<@Nullable String> unanswered, JsonMapper json) {
        this.peer = peer;
        this.clients = clients;
        this.unanswered = unanswered;
        this.json = json;
    }

    @Override
    public Optional<Task> claim(Claimant claimant) {
        Map<String, Object> arguments = Map.of(
                "worker", claimant.name(),
                "capabilities", claimant.capabilities(),
                "busy", claimant.busy(),
                "free", claimant.free());
        String key =
                unanswered.updateAndGet(open -> open == null ? UUID.randomUUID().toString() : open);
        JsonNode task =
                call("claim_task", arguments, Map.of(Meta.IDEMPOTENCY_KEY, key)).path("task");
        unanswered.set(null);
        return task.isObject() ? Optional.of(understood(() -> ReceivedTask.of(task, peer.name()))) : Optional.empty();
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
        JsonNode told = call("report_task", arguments);
        return understood(() -> ReceivedTask.after(claim, told));
    }

    private Task understood(Supplier<Task> read) {
        try {
            return read.get();
        } catch (PeerUnreachable nonsense) {
            throw new BoardUnavailable(
                    "The board of " + peer.name() + " cannot be used: " + nonsense.getMessage(), nonsense);
        }
    }

    private static Map<String, Object> of(Task claim) {
        return new HashMap<>(Map.of("task_id", claim.id(), "fence", claim.fence()));
    }

    private JsonNode call(String tool, Map<String, Object> arguments) {
        return call(tool, arguments, Map.of());
    }

    private JsonNode call(String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        try {
            McpSchema.CallToolResult result = clients.of(peer).await(tool, arguments, meta, LIMIT);
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
