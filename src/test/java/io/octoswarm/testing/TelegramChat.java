package io.octoswarm.testing;

import io.octoswarm.testing.FakeTelegram.Posted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One chat: its messages in their order, one id a message. Guarded by the monitor of {@link TelegramWorld}. */
final class TelegramChat {
    final long id;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> topics = new HashSet<>();
    private TelegramBot lastSpeaker;

    TelegramChat(long id) {
        this.id = id;
    }

    /** A message with what only its JSON needs. */
    static final class Entry {
        final TelegramBot bot; // null: a person said it
        final ObjectNode from;
        final ObjectNode more;
        final long date;
        TelegramText text;
        Posted posted;
        private boolean deleted;

        private Entry(TelegramBot bot, ObjectNode from, ObjectNode more, long date, TelegramText text, Posted posted) {
            this.bot = bot;
            this.from = from;
            this.more = more;
            this.date = date;
            this.text = text;
            this.posted = posted;
        }
    }

    boolean isGroup() {
        return id < 0;
    }

    TelegramBot lastSpeaker() {
        return lastSpeaker;
    }

    boolean hasTopic(int topic) {
        return topics.contains(topic);
    }

    /**
     * @param bot null: a person speaks
     * @param html as it was sent
     * @param more further fields of its JSON
     */
    Entry post(
            TelegramBot bot,
            ObjectNode from,
            TelegramText text,
            String html,
            Integer replyTo,
            Integer topic,
            String file,
            ObjectNode more,
            long date) {
        int number = entries.size() + 1;
        String sender = bot == null ? from.path("first_name").asString() : bot.username;
        Posted posted =
                new Posted(number, sender, from.path("id").asLong(), text.text(), html, replyTo, file, 0, topic);
        Entry entry = new Entry(bot, from, more, date, text, posted);
        entries.add(entry);
        if (more.has("forum_topic_created")) {
            topics.add(number);
        }
        lastSpeaker = bot == null ? lastSpeaker : bot;
        return entry;
    }

    int newest() {
        return entries.size();
    }

    void edit(Entry entry, TelegramText text, String html) {
        Posted old = entry.posted;
        entry.text = text;
        entry.posted = new Posted(
                old.id(),
                old.sender(),
                old.senderId(),
                text.text(),
                html,
                old.replyTo(),
                old.file(),
                old.edits() + 1,
                old.topic());
    }

    /** Its id is not given again. */
    void delete(Entry entry) {
        entry.deleted = true;
    }

    Optional<Entry> find(int message) {
        return message < 1 || message > entries.size()
                ? Optional.empty()
                : Optional.of(entries.get(message - 1)).filter(entry -> !entry.deleted);
    }

    List<Posted> all() {
        return entries.stream()
                .filter(entry -> !entry.deleted)
                .map(entry -> entry.posted)
                .toList();
    }

    ObjectNode json(Entry entry) {
        ObjectNode message = brief(entry);
        Integer replyTo = entry.posted.replyTo();
        Integer topic = entry.posted.topic();
        if (topic != null) {
            message.put("message_thread_id", topic).put("is_topic_message", true);
        }
        Integer shown = replyTo != null ? replyTo : topic; // in a topic, what answers nothing answers its beginning
        if (shown != null) {
            find(shown).ifPresent(replied -> message.set("reply_to_message", brief(replied)));
        }
        return message;
    }

    private ObjectNode brief(Entry entry) {
        ObjectNode message = JsonMapper.shared()
                .createObjectNode()
                .put("message_id", entry.posted.id())
                .put("date", entry.date);
        ObjectNode chat = message.putObject("chat").put("id", id);
        if (isGroup()) {
            chat.put("type", id < -1_000_000_000_000L ? "supergroup" : "group").put("title", "Octo");
        } else {
            chat.put("type", "private").put("first_name", "Human");
        }
        message.set("from", entry.from);
        if (!entry.text.text().isEmpty()) {
            message.put("text", entry.text.text());
            if (!entry.text.entities().isEmpty()) {
                message.set("entities", entry.text.json());
            }
        }
        if (entry.posted.edits() > 0) {
            message.put("edit_date", entry.date + 1);
        }
        message.setAll(entry.more);
        return message;
    }
}
