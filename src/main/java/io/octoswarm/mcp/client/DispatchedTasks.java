package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.PlainText;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import io.octoswarm.task.PeerTasks;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Background work at peers, by their dispatch_task and check_task. */
@Component
class DispatchedTasks implements PeerTasks {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_ID = 200;

    private final Peers peers;
    private final PeerClients clients;
    private final PeerCalls calls;
    private final Instance instance;
    private final JsonMapper json;

    DispatchedTasks(Peers peers, PeerClients clients, PeerCalls calls, Instance instance, JsonMapper json) {
        this.peers = peers;
        this.clients = clients;
        this.calls = calls;
        this.instance = instance;
        this.json = json;
    }

    @Override
    public CompletableFuture<String> dispatch(Task task) {
        Map<String, Object> arguments = Map.of(
                "task", task.text(),
                "context", task.context(),
                "priority", task.priority().text());
        Map<String, Object> meta = meta(task);
        if (peers.find(String.valueOf(task.peer()))
                .filter(DispatchedTasks::isForeign)
                .isPresent()) {
            meta.remove(Meta.IDEMPOTENCY_KEY); // by which our own calls would know that repeating does no harm
        }
        return call(task, "dispatch_task", arguments, meta, this::id);
    }

    @Override
    public CompletableFuture<Standing> check(Task task, String remoteId) {
        return call(task, "check_task", Map.of("task_id", remoteId), Map.of(), told -> standing(task, told));
    }

    private <T> CompletableFuture<T> call(
            Task task,
            String tool,
            Map<String, Object> arguments,
            Map<String, Object> meta,
            Function<JsonNode, T> read) {
        KnownPeer known = peers.find(String.valueOf(task.peer())).orElse(null);
        if (known == null) {
            // Not yet found after a start, or a peers.json half written: it may be one again.
            return CompletableFuture.failedFuture(new Away(task.peer() + " is no peer of this Octo now"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        called(known.peer(), tool, arguments, meta)
                .map(result -> read.apply(told(known, result)))
                .onErrorMap(failure -> explained(known, tool, failure))
                .subscribe(answer::complete, answer::completeExceptionally);
        return answer;
    }

    /** To look at a task gives the peer no work. */
    private Mono<McpSchema.CallToolResult> called(
            Peer peer, String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        return tool.equals("dispatch_task")
                ? calls.call(peer, tool, arguments, meta, LIMIT)
                : clients.of(peer).call(tool, arguments, meta, LIMIT);
    }

    private JsonNode told(KnownPeer peer, McpSchema.CallToolResult result) {
        if (Boolean.TRUE.equals(result.isError())) {
            String why = peer.peer().name() + " refused: " + PlainText.of(ResultText.of(result), LONGEST_NOTE);
            throw JsonResult.isMarked(result, Meta.RETRY) ? new Away(why) : new Lost(why);
        }
        return JsonResult.of(result, json);
    }

    private RuntimeException explained(KnownPeer peer, String tool, Throwable failure) {
        String name = peer.peer().name();
        if (failure instanceof McpError refused) {
            return new Lost(name + " refused: " + ResultText.of(refused));
        }
        if (failure instanceof PeerUnreachable unreachable) {
            return tool.equals("dispatch_task") && !repeats(peer) && unreachable.mayHaveBegun()
                    ? new Lost("Whether " + name + " has the task is not known (" + unreachable.getMessage()
                            + "), and it might do it twice if it were asked again.")
                    : new Away(unreachable.getMessage());
        }
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException("A call of " + name + " failed", failure);
    }

    /** Whether it knows idempotency keys: an Octo of this kind does, and tells its version; the Python original does not. */
    private static boolean repeats(KnownPeer peer) {
        PeerInfo info = peer.status().info();
        return info != null && info.version() != null;
    }

    /** One that told who it is, and knows no idempotency keys. */
    private static boolean isForeign(KnownPeer peer) {
        return peer.status().info() != null && !repeats(peer);
    }

    private String id(JsonNode told) {
        String id = told.path("task_id").asString("");
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new Lost("The peer took a task without telling its id.");
        }
        return id;
    }

    private static Standing standing(Task task, JsonNode told) {
        String state = told.path("status").asString("");
        String error = text(told.path("error"));
        return new Standing(
                TaskState.parse(state).orElseThrow(() -> new Lost(task.peer() + unknown(state, error))),
                text(told.path("progress")),
                text(told.path("result")),
                error);
    }

    private static String unknown(String state, @Nullable String error) {
        if (!state.isEmpty()) {
            return " tells the state \"" + PlainText.of(state, 40) + "\" of the task, which is none.";
        }
        return " does not know the task any more" + (error == null ? "." : ": " + PlainText.of(error, LONGEST_NOTE));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }

    private Map<String, Object> meta(Task task) {
        List<String> path = new ArrayList<>(task.path());
        path.add(instance.name());
        Map<String, Object> meta = new HashMap<>();
        meta.put(Meta.PATH, path);
        meta.put(Meta.TRACE, task.trace().next());
        meta.put(
                Meta.IDEMPOTENCY_KEY,
                instance.name() + "/" + task.id() + "/" + task.createdAt().toEpochMilli());
        if (task.deadline() != null) {
            meta.put(Meta.DEADLINE, task.deadline().toString());
        }
        return meta;
    }
}
