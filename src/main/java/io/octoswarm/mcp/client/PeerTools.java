package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.Colleagues;
import io.octoswarm.agent.Question;
import io.octoswarm.mcp.Meta;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerLeft;
import io.octoswarm.peer.PeerState;
import io.octoswarm.peer.PeerStatusChanged;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools of all peers that are online, as {@code peer__tool}. Asked anew for every use: the set is the current one
 * without any rebuild. A peer's list is fetched when it comes online and kept; one silent peer holds up nobody.
 * Thread-safe.
 */
@Component
public class PeerTools implements ToolCallbackProvider {
    private static final Logger log = LoggerFactory.getLogger(PeerTools.class);
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** What Octos tell one another; a model that claimed a task would take it away from those who do it. */
    private static final Set<String> AMONG_OCTOS = Set.of("claim_task", "renew_task", "report_task", PeerFellows.TOOL);

    private static final int MOST_TOOLS = 64;
    private static final Duration LONGEST_LIST = Duration.ofSeconds(5);
    private static final int FURTHER_TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(300);

    private final Map<String, List<ToolCallback>> callbacks = new ConcurrentHashMap<>();
    private final Peers peers;
    private final PeerClients clients;
    private final PeerCalls calls;
    private final PassedOn passedOn;
    private final Colleagues colleagues;
    private final JsonMapper json;

    PeerTools(
            Peers peers,
            PeerClients clients,
            PeerCalls calls,
            PassedOn passedOn,
            Colleagues colleagues,
            JsonMapper json) {
        this.colleagues = colleagues;
        this.passedOn = passedOn;
        this.peers = peers;
        this.clients = clients;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return peers.all().stream()
                .filter(KnownPeer::online)
                .flatMap(known -> callbacks.getOrDefault(known.peer().key(), List.of()).stream())
                .toArray(ToolCallback[]::new);
    }

    @EventListener
    void follow(PeerStatusChanged changed) {
        boolean left = peers.find(changed.peer().name()).isEmpty(); // the news may come after it
        if (changed.status().state() == PeerState.ONLINE && !left) {
            fetch(changed.peer());
        }
    }

    @EventListener
    void forget(PeerLeft left) {
        callbacks.remove(left.peer().key());
    }

    private void fetch(Peer peer) {
        clients.of(peer)
                .tools(LONGEST_LIST)
                .retryWhen(Retry.fixedDelay(FURTHER_TRIES, BETWEEN_TRIES))
                .subscribe(
                        tools -> callbacks.put(peer.key(), callbacks(peer, tools)),
                        failure -> log.warn("{} does not tell its tools: {}", peer.name(), why(failure)));
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause(); // of the last try
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    private List<ToolCallback> callbacks(Peer peer, List<McpSchema.Tool> tools) {
        return tools.stream()
                .filter(tool -> TOOL_NAME.matcher(tool.name()).matches() && !AMONG_OCTOS.contains(tool.name()))
                .limit(MOST_TOOLS)
                .map(tool -> callback(peer, tool))
                .toList();
    }

    private ToolCallback callback(Peer peer, McpSchema.Tool tool) {
        RemoteTool remote = new RemoteTool(new Caller(peer), tool, json);
        return tool.name().equals("ask") ? new AskTool(peer.name(), remote, colleagues, json) : remote;
    }

    /** Calls one peer's tools. */
    private final class Caller implements RemoteTool.Owner {
        private final Peer peer;

        Caller(Peer peer) {
            this.peer = peer;
        }

        @Override
        public String name() {
            return peer.name();
        }

        @Override
        public McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Optional<Question> question) {
            Map<String, Object> meta = question.map(passedOn::meta).orElseGet(HashMap::new);
            if (tool.equals("dispatch_task")) {
                meta.remove(Meta.DEADLINE); // what is dispatched may end long after the question
            }
            return calls.await(peer, tool, arguments, meta, passedOn.limit(question, LONGEST_CALL));
        }
    }
}
