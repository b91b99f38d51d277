package io.octoswarm.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's state: bots, one group, private chats. All of it is guarded by this object's monitor. */
final class TelegramWorld {
    final Map<String, TelegramBot> bots = new LinkedHashMap<>();
    final Map<String, byte[]> files = new HashMap<>();
    final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    final Clock clock = new AheadClock();
    TelegramChat group;
    /** The group before it became a supergroup; null: it was none. */
    TelegramChat former;

    boolean floodControl;
    int floods;
    boolean closed;

    private final Map<String, TelegramChat> privates = new LinkedHashMap<>();

    TelegramWorld(long group) {
        this.group = new TelegramChat(group);
    }

    private final class AheadClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants are all that is asked of this clock");
        }
    }

    TelegramChat privateChat(TelegramBot bot, long user) {
        return privates.computeIfAbsent(bot.id + "/" + user, unused -> new TelegramChat(user));
    }

    /** Null: the user has not spoken to the bot. */
    TelegramChat knownPrivateChat(TelegramBot bot, long user) {
        return privates.get(bot.id + "/" + user);
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** A person speaks in the group. */
    TelegramChat.Entry say(long user, String text, Integer replyTo, Integer topic, ObjectNode more) {
        TelegramChat.Entry entry =
                group.post(null, person(user), TelegramText.plain(text), text, replyTo, topic, null, more, now());
        show(entry, "message");
        return entry;
    }

    TelegramChat.Entry bring(String kind, ObjectNode message) {
        ObjectNode from = (ObjectNode) message.path("from");
        TelegramBot author = bots.values().stream()
                .filter(bot -> bot.id == from.path("id").asLong())
                .findFirst()
                .orElse(null);
        String text = message.path("text").asString("");
        ObjectNode more = message.deepCopy().without(List.of("message_id", "date", "chat"));
        TelegramChat.Entry entry =
                group.post(author, from, TelegramText.plain(text), text, null, null, null, more, now());
        show(entry, kind);
        return entry;
    }

    /** Gives a message of the group, or its edit, to the bots that hear it. */
    void show(TelegramChat.Entry entry, String kind) {
        Integer replyTo = entry.posted.replyTo();
        TelegramBot replied = replyTo == null
                ? null
                : group.find(replyTo).map(message -> message.bot).orElse(null);
        TelegramHearing hearing = new TelegramHearing(entry.text, entry.bot, replied, group.lastSpeaker());
        ObjectNode message = group.json(entry);
        bots.values().stream().filter(hearing::reaches).forEach(bot -> bot.add(kind, message));
        notifyAll();
    }

    /** What every member hears: the group itself changed. */
    void tell(TelegramChat chat, ObjectNode more) {
        ObjectNode message = chat.json(
                chat.post(null, person(FakeTelegram.OWNER), TelegramText.plain(""), "", null, null, null, more, now()));
        bots.values().stream().filter(bot -> bot.member).forEach(bot -> bot.add("message", message));
        notifyAll();
    }

    static ObjectNode person(long id) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("is_bot", false)
                .put("first_name", "Human");
    }
}
