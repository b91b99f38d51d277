package io.octoswarm.agent.device;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a question can be about, told by phrases of whole words. In a phrase <code>disk~</code> is one or several disks,
 * <code>prozess*</code> any word that begins so, <code>…</code> up to four words of any kind, <code>?word</code> a word
 * that may be missing, <code>^</code> the question's beginning, <code>$</code> its end, and <code>{machine}</code> any
 * word for the device itself; what stands in brackets is a regular expression. Thread-safe.
 */
final class Topic {
    private static final String MACHINE = "(?:server|machine|device|host|computer|box|system|pi|raspberry|laptop"
            + "|macbook|mac|node|octo|instance|pc|vm|rechner|gerät|maschine|systems|servers|rechners|geräts)";

    /** Spaces inside up to two pairs of brackets part no words. */
    private static final Pattern WORDS = Pattern.compile("(?:[^ ()]|\\((?:[^()]|\\([^()]*\\))*\\))+");

    private final List<Pattern> about;
    private final List<Pattern> notAbout;

    private Topic(List<Pattern> about, List<Pattern> notAbout) {
        this.about = about;
        this.notAbout = notAbout;
    }

    static Topic of(String... phrases) {
        return new Topic(compile(phrases), List.of());
    }

    /** The same topic, but not where one of these phrases stands in the question. */
    Topic except(String... phrases) {
        return new Topic(about, compile(phrases));
    }

    /** Whether the question is about this topic and asks for a fact about this device, not for a piece of work. */
    boolean isIn(String question) {
        String words = Wording.of(question);
        return isIn(words, about) && !isIn(words, notAbout) && !Errand.is(words) && !OtherOwner.is(words);
    }

    /** The same for words in the form of {@link Wording}, whatever is asked for. */
    boolean matches(String words) {
        return isIn(words, about) && !isIn(words, notAbout);
    }

    private static boolean isIn(String words, List<Pattern> phrases) {
        return phrases.stream().anyMatch(phrase -> phrase.matcher(words).find());
    }

    private static List<Pattern> compile(String... phrases) {
        return Arrays.stream(phrases).map(Topic::compile).toList();
    }

    private static Pattern compile(String phrase) {
        String words =
                WORDS.matcher(phrase).results().map(word -> word(word.group())).collect(Collectors.joining());
        return Pattern.compile("(?<= )" + words);
    }

    private static String word(String word) {
        return switch (word) {
            case "…" -> "(?:\\S+ ){0,4}";
            case "^" -> "(?<=^ )";
            case "$" -> "$";
            default -> word.startsWith("?") ? "(?:" + letters(word.substring(1)) + ")?" : letters(word);
        };
    }

    private static String letters(String word) {
        return "(?:"
                + word.replace("{machine}", MACHINE).replace("~", "(?:e?s)?").replace("*", "\\p{L}*") + ") ";
    }
}
