package io.octoswarm.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names in a text. Names are compared after NFKC and case folding, longest first; letters, digits and
 * {@code _ - . / @ # :} that touch a name make it another word, but for the end of a sentence and {@code 's}.
 */
final class Words {
    /** Stands for a part of the text that is not looked at; no letter, and no blank either. */
    static final char HIDDEN = '\uFFFC';

    private static final String TOUCHING = "\\p{L}\\p{M}\\p{N}_\\-/@#";
    private static final String BEFORE = "(?<![" + TOUCHING + ".:])";
    private static final String AFTER = "(?<possessive>['’ʼ]s)?(?![" + TOUCHING + "])(?![.:]+[^\\s.:,;!?)\\]}\"'»”])";
    /** Scripts that put no spaces between words. */
    private static final String UNSPACED =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";

    private static final Pattern WIDE_PUNCTUATION = Pattern.compile("[：．，；！？。、]");
    /** What may stand before an address: signs, and a greeting. */
    private static final String OPENING = "[\\s\\p{So}\\p{Sk}\\p{Sm}\\p{Cf}\\p{Mn}\\p{P}&&[^" + HIDDEN + "@#/_.:-]]*"
            + "(?:(?:hey|hi|hello|hallo|hullo|yo|ok|okay|please|dear|bitte|moin|servus|hola|bonjour|salut|ciao|привет|эй|你好|嘿"
            + "|good (?:morning|afternoon|evening|day)|guten (?:morgen|tag|abend))(?![" + TOUCHING + "])[\\s,!]*){0,2}";

    private static final String AND = "\\s*(?:&|\\+|(?:,\\s*)?\\b(?:and|und|et|y|и)\\b)\\s*";
    /** Bounded: the matcher recurses. */
    private static final String MORE = "{0,20}";

    private static final String CLOSING = "(?=\\s*(?:[,;:!?.–—-]|$))";
    private static final String COURTESY =
            "(?:[\\s,]*(?:please|thanks|thx|pls|bitte|danke))?[\\s.!?\\p{So}\\p{Sk}\\p{Cf}\\p{Mn}]*$";

    private final String text;
    private final Map<String, String> names;
    private final String anyName;

    /**
     * @param text as it was written, hidden parts replaced by {@link #HIDDEN}
     * @param names those to look for, not empty
     */
    Words(String text, Collection<String> names) {
        this.text = fold(WIDE_PUNCTUATION.matcher(text).replaceAll("$0 "));
        this.names = new LinkedHashMap<>();
        names.forEach(name -> this.names.putIfAbsent(fold(name), name));
        this.anyName = "(?:"
                + this.names.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")";
    }

    /** NFKC and Unicode's case folding, which Java has in parts only. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .forEach(point -> folded.append(foldedPoint(point)));
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static String foldedPoint(int point) {
        String lower = Character.toString(point).toLowerCase(Locale.ROOT);
        // The dotless i folds to itself, the two sigmas to one.
        return point == 'ı'
                ? "ı"
                : lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    /** Names with an @ before them. */
    Set<String> mentioned() {
        return all(BEFORE + "@(?<name>" + anyName + ")" + AFTER);
    }

    /** Names as whole words, anywhere. */
    Set<String> named() {
        return all(BEFORE + "(?<name>" + anyName + ")" + AFTER);
    }

    /** Names in address position: at the beginning, a greeting before them allowed, or at the end behind a comma. */
    Set<String> addressed() {
        Set<String> found = new LinkedHashSet<>(leading());
        String list = "(?<names>" + anyName + "(?:(?:" + AND + "|\\s*,\\s*)" + anyName + ")" + MORE + ")";
        Matcher trailing =
                Pattern.compile(",\\s*(?:(?:and|und)\\s+)?" + list + COURTESY).matcher(text);
        if (trailing.find()) {
            found.addAll(each(trailing.group("names")));
        }
        return found;
    }

    private List<String> leading() {
        String whole = anyName + "(?!['’ʼ]s)(?![" + TOUCHING + "])(?![.:]+[^\\s.:,;!?)\\]}\"'»”])";
        // Behind a comma a further name is addressed only where the list ends as one: "sentinel, scholar said so".
        Matcher several = Pattern.compile("^" + OPENING + "(?<names>" + whole + "(?:(?:" + AND + "|\\s*,\\s*)" + whole
                        + ")" + MORE + ")" + CLOSING)
                .matcher(text);
        if (several.find()) {
            return each(several.group("names"));
        }
        Matcher joined = Pattern.compile("^" + OPENING + "(?<names>" + whole + "(?:" + AND + whole + ")" + MORE + ")")
                .matcher(text);
        if (joined.find()) {
            return each(joined.group("names"));
        }
        Matcher unspaced = Pattern.compile(
                        "^" + OPENING + "(?<names>" + anyName + ")(?<=[" + UNSPACED + "])(?=[" + UNSPACED + "])")
                .matcher(text);
        return unspaced.find() ? each(unspaced.group("names")) : List.of();
    }

    /** Whether the text begins so, but for signs and a greeting. */
    boolean opensWith(char sign) {
        return Pattern.compile("^" + OPENING + Pattern.quote(String.valueOf(sign)))
                .matcher(text)
                .find();
    }

    private List<String> each(String list) {
        Matcher matcher = Pattern.compile(BEFORE + anyName).matcher(list);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(names.getOrDefault(matcher.group(), matcher.group()));
        }
        return found;
    }

    private Set<String> all(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        Set<String> found = new LinkedHashSet<>();
        while (matcher.find()) {
            found.add(names.getOrDefault(matcher.group("name"), matcher.group("name")));
        }
        return found;
    }
}
