package io.octoswarm.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message's text with the entities that Telegram finds in it; offsets and lengths are UTF-16 units. */
record TelegramText(String text, List<TelegramHtml.Look> entities) {
    static final int LONGEST = 4096;

    private static final Pattern FOUND = Pattern.compile("(?<email>[\\w.+-]+@[\\w-]+\\.[\\w.-]*\\w)"
            + "|(?<url>https?://\\S+)"
            + "|(?<![\\w@])(?<mention>@[A-Za-z]\\w{2,31})"
            + "|(?<![\\w/])(?<command>/[A-Za-z0-9_]{1,64}(@\\w{3,32})?)"
            + "|(?<![\\w#])(?<hashtag>#\\w+)");
    private static final List<String> KINDS = List.of("email", "url", "mention", "command", "hashtag");

    TelegramText {
        entities = List.copyOf(entities);
    }

    /** As it is typed. */
    static TelegramText plain(String text) {
        return found(text, List.of());
    }

    /** Throws an IllegalArgumentException with what Telegram would say. */
    static TelegramText html(String html) {
        TelegramHtml.Shown shown = TelegramHtml.read(html);
        return found(shown.text(), shown.looks());
    }

    boolean startsWithCommand() {
        return entities.stream().anyMatch(entity -> entity.type().equals("bot_command") && entity.offset() == 0);
    }

    /** Whether it begins with a command for this bot alone. */
    boolean commands(String username) {
        return startsWithCommand()
                && text.split("\\s", 2)[0]
                        .toLowerCase(java.util.Locale.ROOT)
                        .endsWith("@" + username.toLowerCase(java.util.Locale.ROOT));
    }

    boolean hasAddressedCommand() {
        return startsWithCommand() && text.split("\\s", 2)[0].contains("@");
    }

    ArrayNode json() {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (TelegramHtml.Look look : entities) {
            ObjectNode entity = array.addObject()
                    .put("type", look.type())
                    .put("offset", look.offset())
                    .put("length", look.length());
            if (look.type().equals("text_link")) {
                entity.put("url", look.more());
            }
        }
        return array;
    }

    private static TelegramText found(String text, List<TelegramHtml.Look> looks) {
        List<TelegramHtml.Look> all = new ArrayList<>(looks);
        Matcher found = FOUND.matcher(text);
        while (found.find()) {
            int at = found.start();
            boolean inCode = looks.stream()
                    .anyMatch(look -> (look.type().equals("code") || look.type().equals("pre"))
                            && look.offset() <= at
                            && at < look.offset() + look.length());
            if (!inCode) {
                all.add(new TelegramHtml.Look(kind(found), at, found.end() - at, ""));
            }
        }
        return trimmed(text, all);
    }

    private static String kind(Matcher found) {
        String kind = KINDS.stream()
                .filter(name -> found.group(name) != null)
                .findFirst()
                .orElseThrow();
        return kind.equals("command") ? "bot_command" : kind;
    }

    /** Telegram takes the blanks around a message away. */
    private static TelegramText trimmed(String text, List<TelegramHtml.Look> entities) {
        int begin = text.length() - text.stripLeading().length();
        String stripped = text.strip();
        List<TelegramHtml.Look> kept = new ArrayList<>();
        for (TelegramHtml.Look look : entities) {
            int from = Math.max(0, look.offset() - begin);
            int to = Math.min(stripped.length(), look.offset() + look.length() - begin);
            if (to > from) {
                kept.add(new TelegramHtml.Look(look.type(), from, to - from, look.more()));
            }
        }
        return new TelegramText(stripped, kept);
    }
}
