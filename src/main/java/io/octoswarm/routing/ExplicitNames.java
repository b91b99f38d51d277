package io.octoswarm.routing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Octos that a task names. Names are compared as whole words, after Unicode's NFKC and without regard to
 * case: letters, digits and {@code _ - . / @ # :} that touch a name make it another word, but for one @ before it, the
 * punctuation of a sentence and {@code 's} behind it.
 */
final class ExplicitNames {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_./@#:'-]++");
    private static final Pattern WIDE_PUNCTUATION = Pattern.compile("[：．，；！？。、]");
    private static final String BEHIND_NAME = ".:'";
    private static final String AFTER_ADDRESS = ",:;!?.-–—、。";
    private static final Set<String> GREETINGS = Set.of("hey", "hi", "hello", "dear", "yo", "ok", "okay", "please");
    private static final Set<String> COURTESIES = Set.of("please", "thanks", "thx", "pls");
    private static final Set<String> REQUESTS = Set.of("ask", "tell", "let", "have", "get");
    private static final Set<String> LOCATIONS = Set.of("on", "via");

    private final String text;
    private final List<Word> words;
    private final int greeting;
    private final int opening;
    private final int closing;

    /** Counted once for all names: a hostile task repeats one a hundred thousand times. */
    private ExplicitNames(String text, List<Word> words) {
        this.text = text;
        this.words = words;
        this.greeting = first(words, word -> GREETINGS.contains(word.text()));
        this.opening = first(words, word -> word.octo() == null && !GREETINGS.contains(word.text()));
        int last = words.size() - 1;
        while (last > 0 && COURTESIES.contains(words.get(last).text())) {
            last--;
        }
        this.closing = last;
    }

    /** How a task names an Octo; the earlier, the surer that the task is for it. */
    enum Place {
        /** {@code sentinel, check the logs} or {@code check the logs, sentinel}. */
        ADDRESSED,
        /** {@code ask sentinel to check the logs}. */
        ASKED,
        /** {@code check the logs @sentinel}. */
        MENTIONED,
        /** {@code check the logs on sentinel}. */
        LOCATED,
        /** Anywhere else. */
        NAMED
    }

    /** An Octo in a task. */
    record Mention(Candidate octo, Place place) {}

    /** Each named candidate once, with its surest place; the surest first, equally sure ones in the task's order. */
    static List<Mention> in(String task, List<Candidate> candidates) {
        Map<String, Candidate> names = new HashMap<>();
        candidates.forEach(candidate -> names.putIfAbsent(fold(candidate.name()), candidate));
        String text = fold(task);
        return new ExplicitNames(text, words(text, names)).mentions();
    }

    private List<Mention> mentions() {
        Map<Candidate, Place> places = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            Candidate octo = words.get(i).octo();
            if (octo != null) {
                places.merge(octo, place(i), (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return places.entrySet().stream()
                .map(entry -> new Mention(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Mention::place)) // stable
                .toList();
    }

    private Place place(int i) {
        String before = i == 0 ? "" : words.get(i - 1).text();
        if (leads(i) || trails(i)) {
            return Place.ADDRESSED;
        }
        if (REQUESTS.contains(before)) {
            return Place.ASKED;
        }
        if (words.get(i).mention()) {
            return Place.MENTIONED;
        }
        return LOCATIONS.contains(before) ? Place.LOCATED : Place.NAMED;
    }

    private boolean leads(int i) {
        Word word = words.get(i);
        return i < opening && (greeting < i || word.mention() || AFTER_ADDRESS.indexOf(next(word)) >= 0);
    }

    private boolean trails(int i) {
        boolean enumerated = i > 0 && words.get(i - 1).octo() != null; // "compare atlas, sentinel"
        return i == closing && !enumerated && ",、".indexOf(previous(words.get(i))) >= 0;
    }

    private static int first(List<Word> words, Predicate<Word> wanted) {
        int i = 0;
        while (i < words.size() && !wanted.test(words.get(i))) {
            i++;
        }
        return i;
    }

    /** The character behind a name, white space skipped; a space at the end. */
    private char next(Word word) {
        int at = word.end();
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private char previous(Word word) {
        int at = word.start() - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at >= 0 ? text.charAt(at) : ' ';
    }

    private static List<Word> words(String text, Map<String, Candidate> names) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(word(text, matcher.start(), matcher.end(), names));
        }
        return words;
    }

    private static Word word(String text, int start, int end, Map<String, Candidate> names) {
        int from = start;
        while (from < end && text.charAt(from) == '\'') {
            from++;
        }
        boolean mention = from < end && text.charAt(from) == '@';
        from += mention ? 1 : 0;
        int to = end;
        while (to > from && BEHIND_NAME.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        to -= text.substring(from, to).endsWith("'s") ? 2 : 0;
        String name = text.substring(from, to);
        return new Word(name, mention, start, to, names.get(name));
    }

    private static String fold(String text) {
        if (text.chars().allMatch(character -> character < 128)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String spaced = WIDE_PUNCTUATION.matcher(text).replaceAll("$0 "); // typed without the space that ends a word
        String upper = Normalizer.normalize(spaced, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint); // no final sigma
        return folded.toString();
    }

    /**
     * A word of the folded task.
     *
     * @param mention whether an @ stands directly before it
     * @param start where it begins, its @ included
     * @param end where its name ends
     */
    private record Word(
            String text,
            boolean mention,
            int start,
            int end,
            @Nullable Candidate octo) {}
}
