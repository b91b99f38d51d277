package io.octoswarm.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telegram's HTML as its servers check it: the elements it has, properly nested, and the entities of text. Stricter than
 * the real one where its page is not clear: no look twice around the same text, nothing within code.
 */
public final class TelegramHtml {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9-]+)((?:\\s+[a-z-]+=\"[^\"<>]*\")*)\\s*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(href|class)=\"([^\"<>]*)\"");
    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("b", "bold"),
            Map.entry("strong", "bold"),
            Map.entry("i", "italic"),
            Map.entry("em", "italic"),
            Map.entry("u", "underline"),
            Map.entry("ins", "underline"),
            Map.entry("s", "strikethrough"),
            Map.entry("strike", "strikethrough"),
            Map.entry("del", "strikethrough"),
            Map.entry("tg-spoiler", "spoiler"),
            Map.entry("a", "text_link"),
            Map.entry("code", "code"),
            Map.entry("pre", "pre"),
            Map.entry("blockquote", "blockquote"));
    private static final Map<String, String> ENTITIES = Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Look> looks = new ArrayList<>();

    private TelegramHtml(String html) {
        this.html = html;
    }

    /**
     * A part of the text in a look.
     *
     * @param type as the Bot API names it
     * @param offset in UTF-16 units
     * @param more the target of a link or the language of code; empty: none
     */
    public record Look(String type, int offset, int length, String more) {}

    /** A text as it is shown, with its looks. */
    public record Shown(String text, List<Look> looks) {}

    private record Open(String element, int offset, String more) {}

    /** What is shown; throws an IllegalArgumentException with what Telegram would say. */
    public static String shown(String html) {
        return read(html).text();
    }

    public static Shown read(String html) {
        return new TelegramHtml(html).read();
    }

    private Shown read() {
        int at = 0;
        while (at < html.length()) {
            char next = html.charAt(at);
            if (next == '<') {
                at = tag(at);
            } else if (next == '&') {
                at = entity(at);
            } else {
                text.append(next);
                at++;
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("Can't find end tag corresponding to start tag "
                    + open.peek().element());
        }
        return new Shown(text.toString(), List.copyOf(looks));
    }

    private int entity(int at) {
        Map.Entry<String, String> entity = ENTITIES.entrySet().stream()
                .filter(known -> html.startsWith(known.getKey(), at))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unescaped & at byte offset " + at));
        text.append(entity.getValue());
        return at + entity.getKey().length();
    }

    private int tag(int at) {
        Matcher tag = TAG.matcher(html).region(at, html.length());
        if (!tag.lookingAt() || !ELEMENTS.containsKey(tag.group(2))) {
            throw new IllegalArgumentException("Unsupported start tag at byte offset " + at);
        }
        if (tag.group(1).isEmpty()) {
            begin(tag.group(2), tag.group(3), at);
        } else {
            end(tag.group(2), at);
        }
        return tag.end();
    }

    private void begin(String element, String attributes, int at) {
        if (isOpen("code") || (isOpen("pre") && !element.equals("code"))) {
            throw new IllegalArgumentException("entity inside code at byte offset " + at);
        }
        if (isOpen(element)) {
            throw new IllegalArgumentException("nested " + element + " at byte offset " + at);
        }
        boolean code = element.equals("code") || element.equals("pre");
        if (code
                && open.stream().anyMatch(outer -> !List.of("pre", "blockquote").contains(outer.element()))) {
            throw new IllegalArgumentException("code inside another entity at byte offset " + at);
        }
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        String more = attribute.find() ? attribute.group(2) : "";
        if (element.equals("a") && more.isEmpty()) {
            throw new IllegalArgumentException("link without a target at byte offset " + at);
        }
        open.push(new Open(element, text.length(), more));
    }

    private void end(String element, int at) {
        if (open.isEmpty() || !open.peek().element().equals(element)) {
            throw new IllegalArgumentException("Unmatched end tag at byte offset " + at);
        }
        Open begun = open.pop();
        boolean languageOfPre = element.equals("code") && isOpen("pre");
        if (text.length() > begun.offset() && !languageOfPre) {
            looks.add(new Look(ELEMENTS.get(element), begun.offset(), text.length() - begun.offset(), begun.more()));
        }
    }

    private boolean isOpen(String element) {
        return open.stream().anyMatch(outer -> outer.element().equals(element));
    }
}
