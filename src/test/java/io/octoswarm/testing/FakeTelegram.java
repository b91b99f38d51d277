package io.octoswarm.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Bot API server over real HTTP: several bots, one group, private chats. It keeps Telegram's rules as far as our door
 * depends on them: updates are numbered a bot, held until a later offset confirms them, and dropped after 24 h; the
 * second of two polls ends the first one with 409; who hears what is decided by {@link TelegramHearing}; HTML is checked
 * and entities are found in the text ({@link TelegramText}); texts have 1-4096 UTF-16 units; an edit without a change,
 * of a foreign message or of none is refused; a group that becomes a supergroup begins to number its messages anew.
 *
 * <p>All state is guarded by the monitor of {@link TelegramWorld}; a held poll waits on it.
 */
public final class FakeTelegram implements AutoCloseable {
    /** For what a busy machine does some time. */
    public static final Duration LONG = Duration.ofMinutes(2);

    public static final long GROUP = -1001234567890L;
    /** The id of a group that is no supergroup yet. */
    public static final long SMALL_GROUP = -4567890L;

    public static final long OWNER = 7;

    private final TelegramWorld world;
    private final TelegramServer server;
    private final String scheme;

    private FakeTelegram(TelegramWorld world, int port, @Nullable SSLContext tls) {
        this.world = world;
        this.scheme = tls == null ? "http://127.0.0.1:" : "https://localhost:";
        try {
            this.server = new TelegramServer(world, port, tls);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What goes wrong with one call. */
    public enum Trouble {
        UNAUTHORIZED,
        CONFLICT,
        TOO_MANY,
        BAD_GATEWAY,
        /** The connection ends before the call is carried out. */
        CUT,
        /** An answer that ends in its middle; the call is not carried out. */
        HALF,
        /** No answer, and the call is not carried out. */
        STALL,
        /** The call is carried out, and the connection ends before the answer. */
        DONE_THEN_CUT
    }

    /**
     * A message as it stands in a chat.
     *
     * @param sender a bot's username or a person's name
     * @param html as it was sent, or the text
     * @param replyTo null: it answers nothing
     * @param file the content of an attached file; null: none
     * @param topic null: none
     */
    public record Posted(
            int id,
            String sender,
            long senderId,
            String text,
            String html,
            Integer replyTo,
            String file,
            int edits,
            Integer topic) {}

    public static FakeTelegram start() {
        return start(0);
    }

    public static FakeTelegram start(int port) {
        return new FakeTelegram(new TelegramWorld(GROUP), port, null);
    }

    /** Over TLS, under the name {@code localhost}. */
    public static FakeTelegram start(SSLContext tls) {
        return new FakeTelegram(new TelegramWorld(GROUP), 0, tls);
    }

    /** With a group that is no supergroup yet. */
    public static FakeTelegram startSmall() {
        return new FakeTelegram(new TelegramWorld(SMALL_GROUP), 0, null);
    }

    public String url() {
        return scheme + port();
    }

    public int port() {
        return server.port();
    }

    /** Those of an Octo in the group whose bot has that token. */
    public Map<String, String> settings(String token) {
        return Map.of(
                "SWARM_TELEGRAM_MODE", "group",
                "SWARM_TELEGRAM_GROUP_ID", String.valueOf(GROUP),
                "TELEGRAM_BOT_TOKEN", token,
                "TELEGRAM_OWNER_ID", String.valueOf(OWNER),
                "TELEGRAM_API_URL", url());
    }

    /** A bot in the group, without privacy mode and without bot-to-bot communication; its token. */
    public String bot(long id, String username) {
        return bot(id, username, true, false);
    }

    /**
     * @param seesAll whether its privacy mode is off
     * @param seesBots whether its bot-to-bot communication mode is on
     */
    public String bot(long id, String username, boolean seesAll, boolean seesBots) {
        String token = id + ":secret-" + username;
        synchronized (world) {
            TelegramBot bot = new TelegramBot(id, username, world.clock);
            bot.privacy = !seesAll;
            bot.botToBot = seesBots;
            world.bots.put(token, bot);
        }
        return token;
    }

    /** Turns bot-to-bot communication on or off for all bots. */
    public void botToBot(boolean on) {
        synchronized (world) {
            world.bots.values().forEach(bot -> bot.botToBot = on);
        }
    }

    public void admin(String token, boolean admin) {
        synchronized (world) {
            world.bots.get(token).admin = admin;
        }
    }

    /** Whether more than 20 messages a minute or 2 a second from a bot to the group are refused with 429. */
    public void floodControl(boolean on) {
        synchronized (world) {
            world.floodControl = on;
        }
    }

    /** How many messages were refused by the flood control. */
    public int floods() {
        synchronized (world) {
            return world.floods;
        }
    }

    /** The next calls of a method go wrong, one for each. */
    public void trouble(String method, Trouble... kinds) {
        server.trouble(method, kinds);
    }

    /** The owner speaks in the group; the message's id. */
    public int say(String text) {
        return say(OWNER, text, null, null);
    }

    public int reply(int to, String text) {
        return say(OWNER, text, to, null);
    }

    /** A person speaks in the group. */
    public int sayAs(long user, String text) {
        return say(user, text, null, null);
    }

    public int sayInTopic(int topic, String text) {
        return say(OWNER, text, null, topic);
    }

    private int say(long user, String text, Integer replyTo, Integer topic) {
        synchronized (world) {
            return world.say(user, text, replyTo, topic, JsonMapper.shared().createObjectNode())
                    .posted
                    .id();
        }
    }

    /** A person's message with fields of the test's own. */
    public int send(long user, ObjectNode fields) {
        return send(user, fields, null);
    }

    /** @param replyTo null: it answers nothing */
    public int send(long user, ObjectNode fields, Integer replyTo) {
        synchronized (world) {
            return world.say(user, "", replyTo, null, fields).posted.id();
        }
    }

    /**
     * A message as Telegram brings it, with an id and a time of this group; one of a bot is shown as bots' are.
     *
     * @param kind of the update
     */
    public int bring(String kind, ObjectNode message) {
        synchronized (world) {
            return world.bring(kind, message).posted.id();
        }
    }

    /** A bot outside the swarm, or one of it by a program of somebody else, speaks in the group. */
    public int sayAsBot(String token, String text, Integer replyTo) {
        synchronized (world) {
            TelegramBot bot = world.bots.get(token);
            TelegramChat.Entry entry = world.group.post(
                    bot,
                    bot.json(),
                    TelegramText.plain(text),
                    text,
                    replyTo,
                    null,
                    null,
                    JsonMapper.shared().createObjectNode(),
                    world.now());
            world.show(entry, "message");
            return entry.posted.id();
        }
    }

    public void edit(int message, String text) {
        synchronized (world) {
            TelegramChat.Entry entry = world.group.find(message).orElseThrow();
            world.group.edit(entry, TelegramText.plain(text), text);
            world.show(entry, "edited_message");
        }
    }

    /** Makes a topic of the group; its id. */
    public int topic(String name) {
        synchronized (world) {
            ObjectNode more = JsonMapper.shared().createObjectNode();
            more.putObject("forum_topic_created").put("name", name).put("icon_color", 7322096);
            world.tell(world.group, more);
            return world.group.newest();
        }
    }

    /** A person speaks to every bot, alone with each. */
    public void sayInPrivate(long user, String text) {
        synchronized (world) {
            for (TelegramBot bot : world.bots.values()) {
                TelegramChat chat = world.privateChat(bot, user);
                bot.add(
                        "message",
                        chat.json(chat.post(
                                null,
                                TelegramWorld.person(user),
                                TelegramText.plain(text),
                                text,
                                null,
                                null,
                                null,
                                JsonMapper.shared().createObjectNode(),
                                world.now())));
            }
            world.notifyAll();
        }
    }

    /** A file that messages name by this id. */
    public String file(String id, byte[] content) {
        synchronized (world) {
            world.files.put(id, content);
        }
        return id;
    }

    /** A bot is thrown out of the group. */
    public void kick(String token) {
        synchronized (world) {
            TelegramBot bot = world.bots.get(token);
            bot.member = false;
            ObjectNode change = JsonMapper.shared().createObjectNode().put("date", world.now());
            change.putObject("chat")
                    .put("id", world.group.id)
                    .put("type", "supergroup")
                    .put("title", "Octo");
            change.set("from", TelegramWorld.person(OWNER));
            change.putObject("old_chat_member").put("status", "member").set("user", bot.json());
            change.putObject("new_chat_member")
                    .put("status", "kicked")
                    .put("until_date", 0)
                    .set("user", bot.json());
            bot.add("my_chat_member", change);
            world.notifyAll();
        }
    }

    /** The group becomes a supergroup; its new id. */
    public long migrate() {
        synchronized (world) {
            TelegramChat old = world.group;
            long next = -1_001_000_000_000L + old.id % 1_000_000_000L;
            ObjectNode to = JsonMapper.shared().createObjectNode().put("migrate_to_chat_id", next);
            ObjectNode from = JsonMapper.shared().createObjectNode().put("migrate_from_chat_id", old.id);
            world.tell(old, to);
            world.former = old;
            world.group = new TelegramChat(next);
            world.tell(world.group, from);
            return next;
        }
    }

    /** Telegram's time goes on by so much. */
    public void forward(Duration duration) {
        world.ahead.updateAndGet(ahead -> ahead.plus(duration));
    }

    /** All of a chat, in its order; of a private one that of the first bot. */
    public List<Posted> chat(long chat) {
        synchronized (world) {
            if (chat < 0) {
                return world.group.all();
            }
            return world.bots.values().stream()
                    .map(bot -> world.knownPrivateChat(bot, chat))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .map(TelegramChat::all)
                    .orElse(List.of());
        }
    }

    /** What bots said in the group. */
    public List<Posted> answers() {
        synchronized (world) {
            List<Long> ids = world.bots.values().stream().map(bot -> bot.id).toList();
            return world.group.all().stream()
                    .filter(posted -> ids.contains(posted.senderId()))
                    .toList();
        }
    }

    /** The answers to one message. */
    public List<Posted> answersTo(int message) {
        return answers().stream()
                .filter(posted -> posted.replyTo() != null && posted.replyTo() == message)
                .toList();
    }

    /**
     * The answers to one message but for the signs of work that a slow machine shows, and that an answer or the word of
     * who is asked replaces.
     */
    public List<Posted> wholeAnswersTo(int message) {
        return answersTo(message).stream()
                .filter(posted -> !posted.text().endsWith("…") && !posted.text().startsWith("Let me check with "))
                .toList();
    }

    /** The whole answer to a message, once it is there. */
    public Posted answerTo(int message) {
        return await("an answer to " + message)
                .atMost(LONG)
                .until(() -> wholeAnswersTo(message), answers -> !answers.isEmpty())
                .get(0);
    }

    /** The group's messages as lines, for people. */
    public String transcript() {
        return chat(GROUP).stream().map(FakeTelegram::line).collect(Collectors.joining("\n"));
    }

    private static String line(Posted posted) {
        return posted.id() + " " + (posted.senderId() == OWNER ? "Human" : "@" + posted.sender())
                + (posted.replyTo() == null ? "" : " (reply to " + posted.replyTo() + ")")
                + Stream.of(posted.text(), posted.file() == null ? "" : "[file]")
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ", ": ", ""));
    }

    /** The methods called so far, in lower case. */
    public List<String> calls() {
        return server.calls();
    }

    /** Updates that no poll has confirmed. */
    public int unconfirmed(String token) {
        synchronized (world) {
            return world.bots.get(token).waiting().size();
        }
    }

    @Override
    public void close() {
        synchronized (world) {
            world.closed = true;
            world.notifyAll();
        }
        server.close();
    }
}
