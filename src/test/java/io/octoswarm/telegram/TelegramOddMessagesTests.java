package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.TestOcto;
import io.octoswarm.testing.FakeTelegram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages of kinds that are seldom seen, by the owner unless they say otherwise, before one Octo, a supervisor. */
class TelegramOddMessagesTests {

    @TempDir
    static Path folder;

    private static FakeTelegram telegram;
    private static TestOcto octo;

    @BeforeAll
    static void start() {
        telegram = FakeTelegram.start();
        Map<String, String> settings = new HashMap<>(telegram.settings(telegram.bot(111, "atlas_octo_bot")));
        settings.put("SWARM_ROLE", "supervisor");
        settings.put("TELEGRAM_MESSAGES_PER_MINUTE", "6000");
        octo = TestOcto.start(folder, settings);
    }

    @AfterAll
    static void end() throws IOException {
        octo.close();
        telegram.close();
    }

    private static int bring(String kind, String fields) {
        ObjectNode message = JsonMapper.shared().readValue("""
                {"from": {"id": %d, "is_bot": false, "first_name": "Human"}}""".formatted(FakeTelegram.OWNER), ObjectNode.class);
        message.setAll(JsonMapper.shared().readValue(fields, ObjectNode.class));
        return telegram.bring(kind, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // forwarded, in every form that there is and one that there is not yet
                """
                {"text": "Who are you?", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}}""",
                """
                {"text": "Who are you?", "forward_origin": {"type": "channel", "date": 1, "message_id": 5,
                 "chat": {"id": -1009, "type": "channel", "title": "C"}}}""",
                """
                {"text": "Who are you?", "forward_origin": {"type": "from_the_future", "date": 1, "whence": {}}}""",
                // a part that no library knows, or knows in another form
                """
                {"text": "Who are you?", "paid_media": {"star_count": 1, "paid_media": [{"type": "from_the_future"}]}}""",
                """
                {"text": "Who are you?", "gift": {"gift": 5}, "checklist": [], "suggested_post_info": "none"}""",
                """
                {"text": "Who are you?", "external_reply": {"origin": {"type": "from_the_future", "date": 1}}}""",
                """
                {"text": "Who are you?", "reply_to_message": {"message_id": 1, "date": 1, "text": "hi",
                 "chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"}, "gift": {"gift": 5},
                 "from": {"id": 9, "is_bot": false, "first_name": "Guest"}}}""",
                // entities of new types
                """
                {"text": "Who are you?", "entities": [{"type": "from_the_future", "offset": 0, "length": 3}]}""",
                // nulls where something may be missing
                """
                {"text": "Who are you?", "entities": null, "reply_to_message": null, "caption": null, "photo": null,
                 "sender_chat": null, "media_group_id": null, "message_thread_id": null, "is_topic_message": null}""",
                """
                {"text": "Who are you?", "from": {"id": 7, "is_bot": false, "first_name": "", "username": null}}""",
                // by way of an inline bot; in a thread of a group without topics
                """
                {"text": "Who are you?", "via_bot": {"id": 5, "is_bot": true, "first_name": "I", "username": "inline_bot"}}""",
                """
                {"text": "Who are you?", "message_thread_id": 3, "reply_to_message": {"message_id": 3, "date": 1,
                 "chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"},
                 "from": {"id": 9, "is_bot": false, "first_name": "Guest"}, "text": "hi"}}""",
                // an answer to what the group itself told: a new member, a new title
                """
                {"text": "Who are you?", "reply_to_message": {"message_id": 1, "date": 1,
                 "chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"},
                 "from": {"id": 9, "is_bot": false, "first_name": "Guest"},
                 "new_chat_members": [{"id": 9, "is_bot": false, "first_name": "Guest"}]}}""",
                """
                {"text": "Who are you?", "reply_to_message": {"message_id": 1, "date": 1, "new_chat_title": "New",
                 "chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"},
                 "from": {"id": 111, "is_bot": true, "first_name": "Atlas", "username": "atlas_octo_bot"}}}"""
            })
    void isAnsweredWhateverElseComesWithIt(String fields) {
        assertThat(telegram.answerTo(bring("message", fields)).text()).startsWith("I am atlas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an administrator who is nobody, a channel that somebody speaks as, one that is linked
                """
                {"text": "atlas, who are you?", "from": {"id": 1087968824, "is_bot": true, "first_name": "Group",
                  "username": "GroupAnonymousBot"}, "author_signature": "boss",
                 "sender_chat": {"id": -1001234567890, "type": "supergroup", "title": "Octo"}}""",
                """
                {"text": "atlas, who are you?", "from": {"id": 136817688, "is_bot": true, "first_name": "Channel",
                  "username": "Channel_Bot"}, "sender_chat": {"id": -1009, "type": "channel", "title": "atlas"}}""",
                """
                {"text": "@atlas_octo_bot who are you?", "is_automatic_forward": true,
                 "entities": [{"type": "mention", "offset": 0, "length": 15}],
                 "from": {"id": 777000, "is_bot": false, "first_name": "Telegram"},
                 "sender_chat": {"id": -1009, "type": "channel", "title": "News"}}""",
                // a foreign bot, and what is for one
                """
                {"text": "@atlas_octo_bot who are you?", "entities": [{"type": "mention", "offset": 0, "length": 15}],
                 "from": {"id": 999, "is_bot": true, "first_name": "W", "username": "weather_bot"}}""",
                """
                {"text": "/swarm@weather_bot", "entities": [{"type": "bot_command", "offset": 0, "length": 18}]}""",
                """
                {"caption": "/swarm@weather_bot", "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
                 "caption_entities": [{"type": "bot_command", "offset": 0, "length": 18}]}""",
                // what the group itself tells
                """
                {"new_chat_members": [{"id": 111, "is_bot": true, "first_name": "Atlas", "username": "atlas_octo_bot"}]}""",
                """
                {"left_chat_member": {"id": 9, "is_bot": false, "first_name": "Guest"}}""",
                """
                {"new_chat_title": "atlas, who are you?"}""",
                """
                {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": -1001234567890, "type": "supergroup"}}}""",
                """
                {"video_chat_started": {}}""",
                """
                {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}""",
                """
                {"from_the_future": {"text": "atlas, who are you?"}}"""
            })
    void isNotAnsweredWhateverItSays(String fields) {
        int silent = bring("message", fields);

        telegram.answerTo(bring("message", "{\"text\": \"Who are you?\"}"));
        assertThat(telegram.answersTo(silent)).isEmpty();
    }

    @Test
    void anEditThatAddressesItIsNotAnswered() {
        int edited = bring("edited_message", "{\"text\": \"atlas, who are you?\", \"edit_date\": 1790000001}");

        telegram.answerTo(bring("message", "{\"text\": \"Who are you?\"}"));
        assertThat(telegram.answersTo(edited)).isEmpty();
    }

    @Test
    void aCommandStandsInACaptionToo() {
        int command = bring("message", """
                {"caption": "/swarm@atlas_octo_bot peers",
                 "photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}],
                 "caption_entities": [{"type": "bot_command", "offset": 0, "length": 21}]}""");

        assertThat(telegram.answerTo(command).text()).contains("/swarm add");
    }

    @ParameterizedTest
    @ValueSource(strings = {"location", "contact", "poll", "dice"})
    void ofWhatIsNoTextItSaysThatItNeedsText(String kind) {
        Map<String, String> contents = Map.of(
                "location", "{\"latitude\": 1.5, \"longitude\": 2.5}",
                "contact", "{\"phone_number\": \"1\", \"first_name\": \"atlas\"}",
                "poll", """
                        {"id": "1", "question": "atlas, who are you?", "options": [{"text": "a", "voter_count": 0}],
                         "total_voter_count": 0, "is_closed": false, "is_anonymous": true, "type": "regular",
                         "allows_multiple_answers": false}""",
                "dice", "{\"emoji\": \"🎲\", \"value\": 6}");

        assertThat(telegram.answerTo(bring("message", "{\"" + kind + "\": " + contents.get(kind) + "}"))
                        .text())
                .isEqualTo("I can answer text only.");
    }
}
