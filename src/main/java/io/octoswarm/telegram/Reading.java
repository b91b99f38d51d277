package io.octoswarm.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.telegram.telegrambots.meta.api.objects.Update;

/**
 * Stored updates as the library's objects. Telegram's messages get new parts every few months; one that the library
 * cannot read is left out of its message, not the message with it. No state, no input or output.
 */
final class Reading {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private static final String REPLY = "reply_to_message";
    /** What decides who answers, and what the answer is to. */
    private static final List<String> NEEDED = List.of(
            "message_id",
            "message_thread_id",
            "is_topic_message",
            "date",
            "edit_date",
            "chat",
            "from",
            "sender_chat",
            "is_automatic_forward",
            "media_group_id",
            "text",
            "entities",
            "caption",
            "caption_entities",
            "photo",
            "document",
            "voice",
            "forum_topic_created",
            "migrate_to_chat_id",
            REPLY);

    private Reading() {}

    static Update update(String json) throws JsonProcessingException {
        try {
            return JSON.readValue(json, Update.class);
        } catch (JsonProcessingException unreadable) {
            JsonNode update = JSON.readTree(json);
            for (String kind : List.of("message", "edited_message")) {
                if (update.path(kind) instanceof ObjectNode message) {
                    reduce(message);
                }
            }
            return JSON.treeToValue(update, Update.class);
        }
    }

    private static void reduce(ObjectNode message) {
        message.retain(NEEDED);
        if (message.path(REPLY) instanceof ObjectNode reply) {
            reduce(reply);
        }
    }
}
