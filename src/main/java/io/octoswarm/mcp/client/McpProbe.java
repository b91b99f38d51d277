package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Profile;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerInfo;
import io.octoswarm.peer.PeerProbe;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks peers who they are, by get_info. */
@Component
class McpProbe implements PeerProbe {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_TEXTS = 100;

    private final PeerClients clients;
    private final Peers peers;
    private final JsonMapper json;

    McpProbe(PeerClients clients, Peers peers, JsonMapper json) {
        this.clients = clients;
        this.peers = peers;
        this.json = json;
    }

    @Override
    public CompletableFuture<PeerInfo> info(Peer peer, Duration limit) {
        return isKnown(peer)
                ? info(clients.of(peer), limit)
                : CompletableFuture.failedFuture(new PeerUnreachable("it is no peer any more"));
    }

    @Override
    public CompletableFuture<PeerInfo> introduction(Peer peer, Duration limit) {
        McpConnection client = clients.once(peer);
        return info(client, limit).whenComplete((told, failure) -> client.close());
    }

    private boolean isKnown(Peer peer) {
        return peers.find(peer.name())
                .filter(found -> found.peer().url().equals(peer.url()))
                .isPresent();
    }

    private CompletableFuture<PeerInfo> info(McpConnection client, Duration limit) {
        CompletableFuture<PeerInfo> told = new CompletableFuture<>();
        client.call("get_info", Map.of(), Map.of(), limit)
                .map(this::read)
                .onErrorMap(McpError.class, refused -> new PeerUnreachable("it is no Octo: it offers no get_info"))
                .subscribe(told::complete, told::completeExceptionally);
        return told;
    }

    private PeerInfo read(McpSchema.CallToolResult result) {
        if (Boolean.TRUE.equals(result.isError())) {
            throw new PeerUnreachable("it is no Octo: it offers no get_info");
        }
        JsonNode told = told(result);
        if (!told.path("name").isString()) {
            throw new PeerUnreachable("it is no Octo: get_info told no name");
        }
        return new PeerInfo(
                bounded(told.path("name").stringValue()),
                texts(told.path("capabilities")),
                text(told.path("role")),
                text(told.path("version")),
                load(told.path("load")),
                new Profile(text(told.path("description")), texts(told.path("examples"))),
                hasModel(told),
                text(told.path("board")),
                text(told.path("telegram_username")));
    }

    private JsonNode told(McpSchema.CallToolResult result) {
        try {
            return JsonResult.of(result, json);
        } catch (PeerUnreachable none) {
            throw new PeerUnreachable("it is no Octo: get_info told no JSON object");
        }
    }

    private static List<String> texts(JsonNode texts) {
        return texts.valueStream()
                .filter(JsonNode::isString)
                .map(tag -> bounded(tag.stringValue()))
                .limit(MOST_TEXTS)
                .toList();
    }

    /** An Octo of this kind, which tells its role, names a model if it has one; the Python original always has one. */
    private static boolean hasModel(JsonNode told) {
        return told.has("agent") ? !told.path("agent").asString("").equals("builtin") : !told.has("role");
    }

    private static @Nullable Load load(JsonNode load) {
        if (!load.isObject()) {
            return null;
        }
        return new Load(count(load, "running"), count(load, "queued"), count(load, "capacity"));
    }

    private static int count(JsonNode load, String field) {
        return Math.max(0, load.path(field).asInt(0));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? bounded(value.stringValue()) : null;
    }

    private static String bounded(String text) {
        return PlainText.of(text, LONGEST_TEXT);
    }
}
