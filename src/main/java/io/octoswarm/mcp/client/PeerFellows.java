package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.Fellows;
import io.octoswarm.agent.GroupTalk;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.PlainText;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks other Octos of the group by their tool group_sync. What they tell is bounded here. */
@Component
class PeerFellows implements Fellows {
    static final String TOOL = "group_sync";

    private static final Logger log = LoggerFactory.getLogger(PeerFellows.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MOST_SAID = 50;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_ID = 20;

    private final Peers peers;
    private final PeerClients clients;
    private final Instance instance;
    private final JsonMapper json;

    PeerFellows(Peers peers, PeerClients clients, Instance instance, JsonMapper json) {
        this.peers = peers;
        this.clients = clients;
        this.instance = instance;
        this.json = json;
    }

    @Override
    public CompletableFuture<Optional<String>> claim(String peer, String conversation, String message) {
        return claim(peer, conversation, message, instance.name());
    }

    @Override
    public CompletableFuture<Optional<String>> holder(String peer, String conversation, String message) {
        return claim(peer, conversation, message, peer);
    }

    private CompletableFuture<Optional<String>> claim(
            String peer, String conversation, String message, String claimant) {
        Map<String, Object> arguments = Map.of("conversation", conversation, "from", claimant, "claim", message);
        return call(peer, arguments, told -> told.path("holder").asString(""))
                .thenApply(holder -> holder.filter(name -> !name.isEmpty()));
    }

    @Override
    public void leave(String peer, String conversation, String message, String winner) {
        call(
                peer,
                Map.of("conversation", conversation, "from", instance.name(), "claim", message, "leave_to", winner),
                told -> told);
    }

    @Override
    public CompletableFuture<Optional<GroupTalk.News>> said(String peer, String conversation, long after) {
        return call(peer, Map.of("conversation", conversation, "after", after), PeerFellows::news);
    }

    @Override
    public CompletableFuture<Optional<GroupTalk.Sight>> sight(String peer, String conversation, String message) {
        return call(
                peer,
                Map.of("conversation", conversation, "from", instance.name(), "saw", message),
                told -> new GroupTalk.Sight(
                        told.path("saw").asBoolean(false),
                        told.path("reaches_you").asBoolean(false)));
    }

    @Override
    public CompletableFuture<Optional<Integer>> stop(String peer, String conversation) {
        return call(
                peer,
                Map.of("conversation", conversation, "stop", true),
                told -> told.path("stopped").asInt(0));
    }

    private <T> CompletableFuture<Optional<T>> call(
            String name, Map<String, Object> arguments, Function<JsonNode, T> reader) {
        Optional<KnownPeer> known = peers.find(name);
        if (known.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<T>> told = new CompletableFuture<>();
        clients.of(known.get().peer())
                .call(TOOL, arguments, Map.of(), LIMIT)
                .map(result -> read(result, reader))
                .subscribe(told::complete, failure -> {
                    log.debug("{} tells nothing of the group: {}", name, failure.getMessage());
                    told.complete(Optional.empty());
                });
        return told;
    }

    private <T> Optional<T> read(McpSchema.CallToolResult result, Function<JsonNode, T> reader) {
        return Boolean.TRUE.equals(result.isError())
                ? Optional.empty()
                : Optional.of(reader.apply(JsonResult.of(result, json)));
    }

    private static GroupTalk.News news(JsonNode told) {
        List<GroupTalk.Said> said = told.path("said")
                .valueStream()
                .limit(MOST_SAID)
                .map(PeerFellows::said)
                .flatMap(Optional::stream)
                .toList();
        return new GroupTalk.News(said, told.path("next").asLong(0));
    }

    private static Optional<GroupTalk.Said> said(JsonNode said) {
        String text = said.path("text").asString("");
        JsonNode reply = said.path("reply_to");
        try {
            return Optional.of(new GroupTalk.Said(
                    PlainText.of(said.path("message").asString(""), LONGEST_ID),
                    text.substring(0, Math.min(text.length(), LONGEST_TEXT)),
                    reply.isString() ? PlainText.of(reply.asString(""), LONGEST_ID) : null,
                    Instant.parse(said.path("at").asString(""))));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
