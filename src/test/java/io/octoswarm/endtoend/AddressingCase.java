package io.octoswarm.endtoend;

import io.octoswarm.testing.FakeTelegram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line of the file of who answers what. */
record AddressingCase(JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** All that happen among atlas as supervisor, sentinel and scholar in a group that stays where it is. */
    static List<AddressingCase> ofTheThree() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AddressingCase.class.getResourceAsStream("/telegram/addressing-cases.jsonl")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> new AddressingCase(JSON.readTree(line)))
                    .filter(each -> each.isOfTheThree() && !each.message().has("migrate_to_chat_id"))
                    .toList();
        }
    }

    private boolean isOfTheThree() {
        return json.path("swarm")
                .path("members")
                .valueStream()
                .filter(member -> member.path("online").asBoolean(true))
                .map(member -> member.path("name").asString() + " "
                        + member.path("role").asString())
                .collect(Collectors.toSet())
                .equals(Set.of("atlas supervisor", "sentinel worker", "scholar worker"));
    }

    private ObjectNode message() {
        return (ObjectNode) json.path("message").deepCopy();
    }

    /** The bots that answer. */
    List<String> expected() {
        return json.path("expected")
                .valueStream()
                .map(name -> name.asString() + "_octo_bot")
                .toList();
    }

    /** What goes before it is said, and then it itself; its id. */
    int happensIn(FakeTelegram telegram) {
        ObjectNode message = message();
        JsonNode state = json.path("state");
        if (state.has("album_addressed")) {
            telegram.bring("message", message().put("caption", "sentinel, who are you?"));
        }
        ObjectNode answering = JSON.createObjectNode();
        for (int hop = 1; hop < state.path("hops").asInt(0); hop++) {
            ObjectNode before = hop(hop);
            before.setAll(answering);
            ObjectNode answered = hop(hop).put("message_id", telegram.bring("message", before));
            answering = JSON.createObjectNode();
            answering.set("reply_to_message", answered);
        }
        message.setAll(answering);
        return telegram.bring(json.path("update_type").asString(), message);
    }

    /** Scholar and atlas in turns. */
    private static ObjectNode hop(int number) {
        ObjectNode hop = JSON.readValue(
                """
                {"date": 1790000000, "chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"},
                 "from": {"id": %d, "is_bot": true, "first_name": "Octo", "username": "%s_octo_bot"}}""".formatted(number % 2 == 0 ? 111 : 333, number % 2 == 0 ? "atlas" : "scholar"), ObjectNode.class);
        return hop.put("text", "This is hop " + number);
    }

    /** Whether it changes the swarm, so that it goes last. */
    boolean isCommandToRemove() {
        return message().path("text").asString("").contains(" remove ");
    }

    @Override
    public String toString() {
        return json.path("id").asString() + " " + json.path("reason").asString();
    }
}
