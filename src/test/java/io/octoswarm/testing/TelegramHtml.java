package io.octoswarm.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telegram's HTML as its servers check it: the elements it has, properly nested, and the entities of text. */
public final class TelegramHtml {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9-]+)((?:\\s+[a-z-]+=\"[^\"<>]*\")*)\\s*>");
    private static final Set<String> ELEMENTS = Set.of(
            "b",
            "strong",
            "i",
            "em",
            "u",
            "ins",
            "s",
            "strike",
            "del",
            "span",
            "tg-spoiler",
            "a",
            "code",
            "pre",
            "blockquote");
    private static final Map<String, String> ENTITIES = Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"");

    private TelegramHtml() {}

    /** What is shown; throws an IllegalArgumentException with what Telegram would say. */
    public static String shown(String html) {
        StringBuilder text = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        int at = 0;
        while (at < html.length()) {
            char next = html.charAt(at);
            if (next == '<') {
                at = tag(html, at, open);
            } else if (next == '&') {
                int begin = at;
                Map.Entry<String, String> entity = ENTITIES.entrySet().stream()
                        .filter(known -> html.startsWith(known.getKey(), begin))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("unescaped & at byte offset " + begin));
                text.append(entity.getValue());
                at += entity.getKey().length();
            } else {
                text.append(next);
                at++;
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("Can't find end tag corresponding to start tag " + open.peek());
        }
        return text.toString();
    }

    private static int tag(String html, int at, Deque<String> open) {
        Matcher tag = TAG.matcher(html).region(at, html.length());
        if (!tag.lookingAt()) {
            throw new IllegalArgumentException("Unsupported start tag at byte offset " + at);
        }
        String element = tag.group(2);
        if (!ELEMENTS.contains(element)) {
            throw new IllegalArgumentException("Unsupported start tag \"" + element + "\" at byte offset " + at);
        }
        if (!tag.group(1).isEmpty()) {
            if (open.isEmpty() || !open.pop().equals(element)) {
                throw new IllegalArgumentException("Unmatched end tag at byte offset " + at);
            }
        } else {
            if (open.contains("code") || (open.contains("pre") && !element.equals("code"))) {
                throw new IllegalArgumentException("entity inside code at byte offset " + at);
            }
            if (open.contains(element)) {
                throw new IllegalArgumentException("nested " + element + " at byte offset " + at);
            }
            open.push(element);
        }
        return tag.end();
    }
}
