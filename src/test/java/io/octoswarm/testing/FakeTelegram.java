package io.octoswarm.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Bot API server over real HTTP: several bots, one group, private chats. It keeps Telegram's rules as far as our door
 * depends on them: updates are held until a later offset confirms them; the second of two polls ends the first one with
 * 409; bots see people's messages by their privacy mode, and one another's by the rules of bot-to-bot communication;
 * HTML is checked; texts have 1-4096 UTF-16 units; an edit without a change, of a foreign message or of none is refused.
 *
 * <p>All state is guarded by this object's monitor; a held poll waits on it.
 */
public final class FakeTelegram implements AutoCloseable {
    public static final long GROUP = -1001234567890L;
    public static final long OWNER = 7;

    private static final Pattern PATH = Pattern.compile("/bot([^/]+)/([A-Za-z]+)");
    private static final Pattern FILE = Pattern.compile("/file/bot([^/]+)/(.+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Bot> bots = new HashMap<>();
    private final Map<Long, List<Posted>> chats = new HashMap<>();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> files = new HashMap<>();
    private long nextUpdate = 100;
    private long group = GROUP;
    private boolean closed;

    private FakeTelegram(HttpServer server) {
        this.server = server;
    }

    /** What goes wrong with one call. */
    public enum Trouble {
        UNAUTHORIZED,
        CONFLICT,
        TOO_MANY,
        BAD_GATEWAY,
        /** The connection ends before the call is carried out. */
        CUT,
        /** The call is carried out, and the connection ends before the answer. */
        DONE_THEN_CUT
    }

    /** A bot and how Telegram's own settings for it stand. */
    public static final class Bot {
        private final long id;
        private final String username;
        private final boolean seesAll;
        private final boolean seesBots;
        private final Queue<ObjectNode> updates = new ArrayDeque<>();
        private long poll; // the number of the poll that is held

        private Bot(long id, String username, boolean seesAll, boolean seesBots) {
            this.id = id;
            this.username = username;
            this.seesAll = seesAll;
            this.seesBots = seesBots;
        }
    }

    /**
     * A message as it stands in a chat.
     *
     * @param sender a bot's username or a person's name
     * @param html as it was sent, or the text
     * @param file the content of an attached file; null: none
     */
    public record Posted(
            int id, String sender, long senderId, String text, String html, Integer replyTo, String file, int edits) {}

    public static FakeTelegram start() {
        return start(0);
    }

    public static FakeTelegram start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            FakeTelegram telegram = new FakeTelegram(server);
            server.createContext("/", telegram::handle);
            server.setExecutor(telegram.threads);
            server.start();
            return telegram;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A bot in the group, without privacy mode; its token. */
    public synchronized String bot(long id, String username) {
        return bot(id, username, true, false);
    }

    public synchronized String bot(long id, String username, boolean seesAll, boolean seesBots) {
        String token = id + ":secret-" + username;
        bots.put(token, new Bot(id, username, seesAll, seesBots));
        return token;
    }

    /** The next calls of a method go wrong, one for each. */
    public void trouble(String method, Trouble... kinds) {
        troubles.computeIfAbsent(method.toLowerCase(Locale.ROOT), unused -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(kinds));
    }

    /** The owner speaks in the group; the message's id. */
    public int say(String text) {
        return say(OWNER, GROUP, text, null);
    }

    public int reply(int to, String text) {
        return say(OWNER, GROUP, text, to);
    }

    public int sayInPrivate(long user, String text) {
        return say(user, user, text, null);
    }

    /** A person speaks. In a private chat, all bots hear it. */
    public synchronized int say(long user, long chat, String text, Integer replyTo) {
        long present = chat == GROUP ? group : chat;
        Posted posted = post(present, "human", user, text, text, replyTo, null);
        deliver(present, posted, person(user), null);
        return posted.id();
    }

    /** A person's message with fields of the test's own. */
    public synchronized int send(long user, ObjectNode fields) {
        Posted posted = post(group, "human", user, fields.path("text").asString(""), "", null, null);
        ObjectNode message = message(group, posted, person(user));
        message.setAll(fields);
        bots.values().forEach(bot -> update(bot, message));
        return posted.id();
    }

    public synchronized String file(String name, byte[] content) {
        files.put(name, content);
        return name;
    }

    /** The group becomes a supergroup of another id. */
    public synchronized long migrate() {
        long next = group - 1;
        Posted notice = post(group, "human", OWNER, "", "", null, null);
        ObjectNode message = message(group, notice, person(OWNER));
        message.remove("text");
        message.put("migrate_to_chat_id", next);
        bots.values().forEach(bot -> update(bot, message));
        group = next;
        return next;
    }

    /** All of a chat, in its order. */
    public synchronized List<Posted> chat(long chat) {
        return List.copyOf(chats.getOrDefault(chat, List.of()));
    }

    /** What bots said in the group. */
    public synchronized List<Posted> answers() {
        return chat(group).stream()
                .filter(posted -> posted.senderId() != OWNER && posted.senderId() > 100)
                .toList();
    }

    /** The answers to one message. */
    public List<Posted> answersTo(int message) {
        return answers().stream()
                .filter(posted -> posted.replyTo() != null && posted.replyTo() == message)
                .toList();
    }

    /** The methods called so far, in lower case. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Updates that no poll has confirmed. */
    public synchronized int unconfirmed(String token) {
        return bots.get(token).updates.size();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            byte[] content = files.get(file.group(2));
            exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : content.length);
            if (content != null) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
            return;
        }
        Matcher call = PATH.matcher(path);
        if (!call.matches()) {
            answer(exchange, 404, error(404, "Not Found"));
            return;
        }
        String method = call.group(2).toLowerCase(Locale.ROOT);
        calls.add(method);
        Bot bot;
        synchronized (this) {
            bot = bots.get(call.group(1));
        }
        if (bot == null) {
            answer(exchange, 401, error(401, "Unauthorized"));
            return;
        }
        Queue<Trouble> waiting = troubles.get(method);
        Trouble trouble = waiting == null ? null : waiting.poll();
        if (trouble != null && trouble != Trouble.DONE_THEN_CUT) {
            fail(exchange, trouble);
            return;
        }
        ObjectNode result = carryOut(bot, method, arguments(exchange, body));
        if (trouble == Trouble.DONE_THEN_CUT) {
            exchange.close();
        } else {
            answer(
                    exchange,
                    result.path("ok").asBoolean()
                            ? 200
                            : result.path("error_code").asInt(),
                    result);
        }
    }

    private static void fail(HttpExchange exchange, Trouble trouble) throws IOException {
        switch (trouble) {
            case UNAUTHORIZED -> answer(exchange, 401, error(401, "Unauthorized"));
            case CONFLICT ->
                answer(
                        exchange,
                        409,
                        error(
                                409,
                                "Conflict: terminated by other getUpdates request; make sure that only one bot"
                                        + " instance is running"));
            case TOO_MANY -> {
                ObjectNode error = error(429, "Too Many Requests: retry after 1");
                error.putObject("parameters").put("retry_after", 1);
                answer(exchange, 429, error);
            }
            case BAD_GATEWAY -> {
                byte[] html = "<html><h1>502 Bad Gateway</h1></html>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(502, html.length);
                exchange.getResponseBody().write(html);
                exchange.close();
            }
            default -> exchange.close();
        }
    }

    private static JsonNode arguments(HttpExchange exchange, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (type.startsWith("multipart/")) {
            return multipart(new String(body, StandardCharsets.UTF_8));
        }
        return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private static ObjectNode multipart(String body) {
        ObjectNode fields = JSON.createObjectNode();
        String boundary = body.substring(0, body.indexOf("\r\n"));
        for (String part : body.split(Pattern.quote(boundary))) {
            Matcher name = Pattern.compile("name=\"([^\"]+)\"").matcher(part);
            int content = part.indexOf("\r\n\r\n");
            if (name.find() && content > 0) {
                String value = part.substring(content + 4, part.length() - 2);
                fields.put(name.group(1), value);
                if (part.contains("filename=\"")) {
                    fields.put("content", value);
                }
            }
        }
        return fields;
    }

    private ObjectNode carryOut(Bot bot, String method, JsonNode arguments) {
        try {
            return switch (method) {
                case "getme" -> ok(user(bot).put("can_read_all_group_messages", bot.seesAll));
                case "getupdates" -> updates(bot, arguments);
                case "sendmessage" -> sendMessage(bot, arguments);
                case "senddocument" -> sendDocument(bot, arguments);
                case "editmessagetext" -> edit(bot, arguments);
                case "editmessagecaption" -> edit(bot, arguments);
                case "getmycommands" -> ok(JSON.createArrayNode());
                case "getfile" ->
                    ok(JSON.createObjectNode()
                            .put("file_id", arguments.path("file_id").asString())
                            .put("file_unique_id", "u")
                            .put("file_path", arguments.path("file_id").asString()));
                case "getchatmember" ->
                    ok(JSON.createObjectNode().put("status", "member").set("user", user(bot)));
                default -> ok(JSON.getNodeFactory().booleanNode(true));
            };
        } catch (Refused refused) {
            return refused.error;
        }
    }

    private synchronized ObjectNode updates(Bot bot, JsonNode arguments) {
        long offset = arguments.path("offset").asLong(0);
        bot.updates.removeIf(update -> update.path("update_id").asLong() < offset);
        long poll = ++bot.poll;
        notifyAll();
        long end = System.nanoTime() + arguments.path("timeout").asLong(0) * 1_000_000_000L;
        while (bot.updates.isEmpty() && !closed && System.nanoTime() < end) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                break;
            }
            if (bot.poll != poll) {
                return error(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot"
                                + " instance is running");
            }
        }
        var batch = JSON.createArrayNode();
        bot.updates.stream().limit(arguments.path("limit").asInt(100)).forEach(batch::add);
        return ok(batch);
    }

    private synchronized ObjectNode sendMessage(Bot bot, JsonNode arguments) throws Refused {
        long chat = chat(arguments);
        String html = arguments.path("text").asString("");
        Posted posted = post(chat, bot.username, bot.id, shown(arguments, html), html, replyTo(arguments), null);
        deliver(chat, posted, user(bot), bot);
        return ok(message(chat, posted, user(bot)));
    }

    private synchronized ObjectNode sendDocument(Bot bot, JsonNode arguments) throws Refused {
        long chat = chat(arguments);
        Posted posted = post(
                chat,
                bot.username,
                bot.id,
                "",
                "",
                null,
                arguments.path("content").asString(""));
        ObjectNode message = message(chat, posted, user(bot));
        message.putObject("document")
                .put("file_id", "f")
                .put("file_unique_id", "u")
                .put("file_name", "answer.md");
        return ok(message);
    }

    private synchronized ObjectNode edit(Bot bot, JsonNode arguments) throws Refused {
        long chat = chat(arguments);
        int id = arguments.path("message_id").asInt();
        List<Posted> all = chats.getOrDefault(chat, List.of());
        for (int i = 0; i < all.size(); i++) {
            Posted old = all.get(i);
            if (old.id() != id) {
                continue;
            }
            if (old.senderId() != bot.id) {
                throw new Refused(error(400, "Bad Request: message can't be edited"));
            }
            String html = arguments.path("text").asString("");
            String text = old.file() != null ? "" : shown(arguments, html);
            if (old.html().equals(html) || old.file() != null) {
                throw new Refused(
                        error(
                                400,
                                "Bad Request: message is not modified: specified new message content and"
                                        + " reply markup are exactly the same as a current content and reply markup of the message"));
            }
            Posted edited = new Posted(
                    id, old.sender(), old.senderId(), text, html, old.replyTo(), old.file(), old.edits() + 1);
            all.set(i, edited);
            return ok(message(chat, edited, user(bot)));
        }
        throw new Refused(error(400, "Bad Request: message to edit not found"));
    }

    private long chat(JsonNode arguments) throws Refused {
        long chat = arguments.path("chat_id").asLong();
        if (chat < 0 && chat != group) {
            ObjectNode moved = error(400, "Bad Request: group chat was upgraded to a supergroup chat");
            moved.putObject("parameters").put("migrate_to_chat_id", group);
            throw new Refused(chat > group ? moved : error(400, "Bad Request: chat not found"));
        }
        return chat;
    }

    private static String shown(JsonNode arguments, String html) throws Refused {
        String text = html;
        if (arguments.path("parse_mode").asString("").equals("HTML")) {
            try {
                text = TelegramHtml.shown(html);
            } catch (IllegalArgumentException unreadable) {
                throw new Refused(error(400, "Bad Request: can't parse entities: " + unreadable.getMessage()));
            }
        }
        if (text.isBlank()) {
            throw new Refused(error(400, "Bad Request: message text is empty"));
        }
        if (text.length() > 4096) {
            throw new Refused(error(400, "Bad Request: message is too long"));
        }
        return text;
    }

    private static Integer replyTo(JsonNode arguments) {
        JsonNode reply = arguments.path("reply_parameters").path("message_id");
        return reply.isMissingNode() ? null : reply.asInt();
    }

    private Posted post(
            long chat, String sender, long senderId, String text, String html, Integer replyTo, String file) {
        List<Posted> all = chats.computeIfAbsent(chat, unused -> new ArrayList<>());
        Posted posted = new Posted(all.size() + 1, sender, senderId, text, html, replyTo, file, 0);
        all.add(posted);
        return posted;
    }

    private void deliver(long chat, Posted posted, ObjectNode from, Bot author) {
        ObjectNode message = message(chat, posted, from);
        for (Bot bot : bots.values()) {
            if (bot != author && (chat > 0 ? author == null : hears(bot, posted, chat, author))) {
                update(bot, message);
            }
        }
    }

    private boolean hears(Bot bot, Posted posted, long chat, Bot author) {
        boolean named = posted.text().toLowerCase(Locale.ROOT).contains("@" + bot.username.toLowerCase(Locale.ROOT));
        boolean replied = posted.replyTo() != null
                && chats.get(chat).get(posted.replyTo() - 1).senderId() == bot.id;
        if (author == null) {
            return bot.seesAll || named || replied || posted.text().startsWith("/");
        }
        boolean direct = replied || (posted.text().startsWith("/") && named);
        return direct ? author.seesBots || bot.seesBots : bot.seesBots && bot.seesAll;
    }

    private void update(Bot bot, ObjectNode message) {
        ObjectNode update = JSON.createObjectNode().put("update_id", nextUpdate++);
        update.set("message", message.deepCopy());
        bot.updates.add(update);
        notifyAll();
    }

    private ObjectNode message(long chat, Posted posted, ObjectNode from) {
        ObjectNode message = JSON.createObjectNode()
                .put("message_id", posted.id())
                .put("date", System.currentTimeMillis() / 1000)
                .put("text", posted.text());
        message.putObject("chat")
                .put("id", chat)
                .put("type", chat > 0 ? "private" : "supergroup")
                .put("title", "Octo");
        message.set("from", from);
        Matcher marks = Pattern.compile("@\\w{3,}|(?<=^|\\s)/\\w+(@\\w+)?").matcher(posted.text());
        var entities = JSON.createArrayNode();
        while (marks.find()) {
            entities.addObject()
                    .put("type", marks.group().startsWith("/") ? "bot_command" : "mention")
                    .put("offset", marks.start())
                    .put("length", marks.end() - marks.start());
        }
        if (!entities.isEmpty()) {
            message.set("entities", entities);
        }
        if (posted.replyTo() != null && posted.replyTo() <= chats.get(chat).size()) {
            Posted replied = chats.get(chat).get(posted.replyTo() - 1);
            ObjectNode author = replied.senderId() > 100
                    ? JSON.createObjectNode()
                            .put("id", replied.senderId())
                            .put("is_bot", true)
                            .put("first_name", replied.sender())
                            .put("username", replied.sender())
                    : person(replied.senderId());
            ObjectNode reply = message.putObject("reply_to_message")
                    .put("message_id", replied.id())
                    .put("date", 1)
                    .put("text", replied.text());
            reply.set("chat", message.path("chat").deepCopy());
            reply.set("from", author);
        }
        return message;
    }

    private static ObjectNode person(long id) {
        return JSON.createObjectNode().put("id", id).put("is_bot", false).put("first_name", "Human");
    }

    private static ObjectNode user(Bot bot) {
        return JSON.createObjectNode()
                .put("id", bot.id)
                .put("is_bot", true)
                .put("first_name", bot.username)
                .put("username", bot.username);
    }

    private static ObjectNode ok(JsonNode result) {
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        answer.set("result", result);
        return answer;
    }

    private static ObjectNode error(int code, String description) {
        return JSON.createObjectNode().put("ok", false).put("error_code", code).put("description", description);
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final class Refused extends Exception {
        private final ObjectNode error;

        Refused(ObjectNode error) {
            super(error.path("description").asString());
            this.error = error;
        }
    }
}
