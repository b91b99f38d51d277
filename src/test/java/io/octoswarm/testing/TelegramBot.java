package io.octoswarm.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A bot as its owner set it up, and what Telegram keeps for it. Guarded by the monitor of {@link FakeTelegram}. */
final class TelegramBot {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST_A_MINUTE = 20;
    /** One a second is what Telegram asks for; a second one, late by the way that it came, it lets pass. */
    private static final int MOST_A_SECOND = 2;

    final long id;
    final String username;
    boolean privacy;
    boolean botToBot;
    boolean admin;
    boolean member = true;
    /** The number of the poll that is held: a second one ends the first. */
    long poll;

    private final Clock clock;
    private final Deque<Waiting> updates = new ArrayDeque<>();
    private final Map<String, ArrayNode> menus = new HashMap<>();
    private final Map<Long, Deque<Instant>> sent = new HashMap<>();
    private Set<String> kinds = Set.of("message", "edited_message", "my_chat_member");
    private long nextUpdate;

    TelegramBot(long id, String username, Clock clock) {
        this.id = id;
        this.username = username;
        this.clock = clock;
        this.nextUpdate = 100_000 * id + 7;
    }

    private record Waiting(ObjectNode update, Instant since) {}

    void add(String kind, ObjectNode content) {
        if (kinds.contains(kind)) {
            ObjectNode update = JsonMapper.shared().createObjectNode().put("update_id", nextUpdate++);
            update.set(kind, content.deepCopy());
            updates.add(new Waiting(update, clock.instant()));
        }
    }

    void wants(JsonNode allowed) {
        if (allowed.isArray()) {
            kinds = Set.copyOf(allowed.valueStream().map(JsonNode::asString).toList());
        }
    }

    /** Everything before this offset has arrived. */
    void confirm(long offset) {
        updates.removeIf(waiting -> waiting.update().path("update_id").asLong() < offset);
    }

    List<ObjectNode> waiting() {
        updates.removeIf(waiting -> waiting.since().isBefore(clock.instant().minus(KEPT)));
        return updates.stream().map(Waiting::update).toList();
    }

    ArrayNode menu(String scope) {
        return menus.getOrDefault(scope, JsonMapper.shared().createArrayNode());
    }

    void menu(String scope, JsonNode commands) {
        menus.put(scope, (ArrayNode) commands.deepCopy());
    }

    /** How many seconds one more message to a group comes too soon; 0: it may go, and counts. */
    long floods(long chat) {
        Deque<Instant> times = sent.computeIfAbsent(chat, unused -> new ArrayDeque<>());
        Instant minute = clock.instant().minusSeconds(60);
        while (!times.isEmpty() && times.peekFirst().isBefore(minute)) {
            times.removeFirst();
        }
        Instant second = clock.instant().minusSeconds(1);
        if (times.stream().filter(time -> time.isAfter(second)).count() >= MOST_A_SECOND) {
            return 1;
        }
        if (times.size() >= MOST_A_MINUTE) {
            return Duration.between(minute, times.peekFirst()).toSeconds() + 1;
        }
        times.addLast(clock.instant());
        return 0;
    }

    ObjectNode json() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("is_bot", true)
                .put("first_name", username)
                .put("username", username);
    }
}
