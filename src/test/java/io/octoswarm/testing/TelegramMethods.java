package io.octoswarm.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Bot API's methods, as far as our door uses them. */
final class TelegramMethods {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TelegramWorld world;

    TelegramMethods(TelegramWorld world) {
        this.world = world;
    }

    /** Telegram's refusal. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final transient ObjectNode error;

        Refused(int code, String description) {
            super(description);
            error = error(code, description);
        }

        Refused with(String parameter, long value) {
            error.putObject("parameters").put(parameter, value);
            return this;
        }
    }

    static ObjectNode error(int code, String description) {
        return JSON.createObjectNode().put("ok", false).put("error_code", code).put("description", description);
    }

    /** @param method in lower case */
    ObjectNode carryOut(TelegramBot bot, String method, JsonNode arguments) {
        synchronized (world) {
            try {
                ObjectNode answer = JSON.createObjectNode().put("ok", true);
                answer.set("result", result(bot, method, arguments));
                return answer;
            } catch (Refused refused) {
                return refused.error;
            }
        }
    }

    private JsonNode result(TelegramBot bot, String method, JsonNode arguments) throws Refused {
        return switch (method) {
            case "getme" -> bot.json().put("can_read_all_group_messages", !bot.privacy);
            case "getupdates" -> updates(bot, arguments);
            case "sendmessage" -> sendMessage(bot, arguments);
            case "senddocument" -> sendDocument(bot, arguments);
            case "editmessagetext", "editmessagecaption" -> edit(bot, arguments);
            case "getmycommands" -> bot.menu(arguments.path("scope").toString());
            case "setmycommands" -> setMenu(bot, arguments);
            case "getfile" -> file(arguments);
            case "getchat" -> chatInfo(bot, arguments);
            case "getchatmember" -> chatMember(arguments);
            case "deletemessage" -> delete(bot, arguments);
            case "sendchataction" -> {
                chat(bot, arguments);
                yield JSON.getNodeFactory().booleanNode(true);
            }
            default -> throw new Refused(404, "Not Found: method not found");
        };
    }

    private JsonNode setMenu(TelegramBot bot, JsonNode arguments) {
        bot.menu(arguments.path("scope").toString(), arguments.path("commands"));
        return JSON.getNodeFactory().booleanNode(true);
    }

    /** Holds the call until there is something; a second one ends it. */
    private ArrayNode updates(TelegramBot bot, JsonNode arguments) throws Refused {
        bot.confirm(arguments.path("offset").asLong(0));
        bot.wants(arguments.path("allowed_updates"));
        long poll = ++bot.poll;
        world.notifyAll();
        long end = System.nanoTime() + arguments.path("timeout").asLong(0) * 1_000_000_000L;
        while (bot.waiting().isEmpty() && !world.closed && System.nanoTime() < end) {
            try {
                world.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                break;
            }
            if (bot.poll != poll) {
                throw new Refused(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot"
                                + " instance is running");
            }
        }
        ArrayNode batch = JSON.createArrayNode();
        bot.waiting().stream().limit(arguments.path("limit").asInt(100)).forEach(batch::add);
        return batch;
    }

    private ObjectNode sendMessage(TelegramBot bot, JsonNode arguments) throws Refused {
        TelegramChat chat = chat(bot, arguments);
        TelegramText text = text(arguments, "text");
        Integer topic = topic(chat, arguments);
        flood(bot, chat);
        return posted(
                chat,
                chat.post(
                        bot,
                        bot.json(),
                        text,
                        arguments.path("text").asString(""),
                        replyTo(chat, arguments),
                        topic,
                        null,
                        JSON.createObjectNode(),
                        world.now()));
    }

    private ObjectNode sendDocument(TelegramBot bot, JsonNode arguments) throws Refused {
        TelegramChat chat = chat(bot, arguments);
        String content = arguments.path("content").asString("");
        if (content.isEmpty()) {
            throw new Refused(400, "Bad Request: file must be non-empty");
        }
        Integer topic = topic(chat, arguments);
        flood(bot, chat);
        ObjectNode more = JSON.createObjectNode();
        more.putObject("document")
                .put("file_id", "sent-" + content.hashCode())
                .put("file_unique_id", "u")
                .put("file_name", arguments.path("filename").asString(""));
        return posted(
                chat,
                chat.post(
                        bot,
                        bot.json(),
                        TelegramText.plain(""),
                        "",
                        replyTo(chat, arguments),
                        topic,
                        content,
                        more,
                        world.now()));
    }

    private ObjectNode posted(TelegramChat chat, TelegramChat.Entry entry) {
        if (chat == world.group) {
            world.show(entry, "message");
        }
        return chat.json(entry);
    }

    private ObjectNode edit(TelegramBot bot, JsonNode arguments) throws Refused {
        TelegramChat chat = chat(bot, arguments);
        TelegramChat.Entry entry = chat.find(arguments.path("message_id").asInt())
                .orElseThrow(() -> new Refused(400, "Bad Request: message to edit not found"));
        if (entry.bot != bot) {
            throw new Refused(400, "Bad Request: message can't be edited");
        }
        boolean caption = arguments.has("caption");
        if (!caption && entry.posted.file() != null) {
            throw new Refused(400, "Bad Request: there is no text in the message to edit");
        }
        if (caption && entry.posted.file() == null) {
            throw new Refused(400, "Bad Request: there is no caption in the message to edit");
        }
        TelegramText text = caption ? entry.text : text(arguments, "text");
        if (caption || text.equals(entry.text)) {
            throw new Refused(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                            + " the same as a current content and reply markup of the message");
        }
        chat.edit(entry, text, arguments.path("text").asString(""));
        if (chat == world.group) {
            world.show(entry, "edited_message");
        }
        return chat.json(entry);
    }

    private JsonNode delete(TelegramBot bot, JsonNode arguments) throws Refused {
        TelegramChat chat = chat(bot, arguments);
        TelegramChat.Entry entry = chat.find(arguments.path("message_id").asInt())
                .filter(found -> found.bot == bot)
                .orElseThrow(() -> new Refused(400, "Bad Request: message to delete not found"));
        chat.delete(entry);
        return JSON.getNodeFactory().booleanNode(true);
    }

    private static TelegramText text(JsonNode arguments, String field) throws Refused {
        String sent = arguments.path(field).asString("");
        TelegramText text;
        try {
            boolean html = arguments.path("parse_mode").asString("").equals("HTML");
            text = html ? TelegramText.html(sent) : TelegramText.plain(sent);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(400, "Bad Request: can't parse entities: " + unreadable.getMessage());
        }
        if (text.text().replaceAll("[\\s\\p{Z}\\p{Cf}]", "").isEmpty()) {
            throw new Refused(400, "Bad Request: message text is empty");
        }
        if (text.text().length() > TelegramText.LONGEST) {
            throw new Refused(400, "Bad Request: message is too long");
        }
        return text;
    }

    private TelegramChat chat(TelegramBot bot, JsonNode arguments) throws Refused {
        long id = arguments.path("chat_id").asLong();
        if (id > 0) {
            TelegramChat known = world.knownPrivateChat(bot, id);
            if (known == null) {
                throw new Refused(403, "Forbidden: bot can't initiate conversation with a user");
            }
            return known;
        }
        if (world.former != null && id == world.former.id) {
            throw new Refused(400, "Bad Request: group chat was upgraded to a supergroup chat")
                    .with("migrate_to_chat_id", world.group.id);
        }
        if (id != world.group.id) {
            throw new Refused(400, "Bad Request: chat not found");
        }
        if (!bot.member) {
            throw new Refused(403, "Forbidden: bot was kicked from the supergroup chat");
        }
        return world.group;
    }

    private static Integer topic(TelegramChat chat, JsonNode arguments) throws Refused {
        JsonNode topic = arguments.path("message_thread_id");
        if (topic.isMissingNode() || topic.isNull()) {
            return null;
        }
        if (!chat.hasTopic(topic.asInt())) {
            throw new Refused(400, "Bad Request: message thread not found");
        }
        return topic.asInt();
    }

    private static Integer replyTo(TelegramChat chat, JsonNode arguments) throws Refused {
        JsonNode parameters = arguments.path("reply_parameters");
        JsonNode reply = parameters.isString() ? JSON.readTree(parameters.asString()) : parameters;
        if (!reply.has("message_id")) {
            return null;
        }
        int message = reply.path("message_id").asInt();
        if (chat.find(message).isPresent()) {
            return message;
        }
        if (reply.path("allow_sending_without_reply").asBoolean(false)) {
            return null;
        }
        throw new Refused(400, "Bad Request: message to be replied not found");
    }

    private void flood(TelegramBot bot, TelegramChat chat) throws Refused {
        long tooSoon = world.floodControl && chat.isGroup() ? bot.floods(chat.id) : 0;
        if (tooSoon > 0) {
            world.floods++;
            throw new Refused(429, "Too Many Requests: retry after " + tooSoon).with("retry_after", tooSoon);
        }
    }

    private ObjectNode file(JsonNode arguments) throws Refused {
        String id = arguments.path("file_id").asString();
        byte[] content = world.files.get(id);
        if (content == null) {
            throw new Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        }
        return JSON.createObjectNode()
                .put("file_id", id)
                .put("file_unique_id", "u")
                .put("file_size", content.length)
                .put("file_path", id);
    }

    private ObjectNode chatInfo(TelegramBot bot, JsonNode arguments) throws Refused {
        TelegramChat chat = chat(bot, arguments);
        return JSON.createObjectNode()
                .put("id", chat.id)
                .put("type", chat.id < -1_000_000_000_000L ? "supergroup" : "group")
                .put("title", "Octo")
                .put("accent_color_id", 0)
                .put("max_reaction_count", 11);
    }

    private ObjectNode chatMember(JsonNode arguments) throws Refused {
        long user = arguments.path("user_id").asLong();
        TelegramBot member = world.bots.values().stream()
                .filter(bot -> bot.id == user)
                .findFirst()
                .orElseThrow(() -> new Refused(400, "Bad Request: member not found"));
        ObjectNode answer = JSON.createObjectNode()
                .put("status", !member.member ? "kicked" : member.admin ? "administrator" : "member");
        answer.set("user", member.json());
        return answer;
    }
}
