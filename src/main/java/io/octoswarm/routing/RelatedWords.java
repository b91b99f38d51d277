package io.octoswarm.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The words that people use in tasks for the common capability tags, read once from {@code related-words.txt}. A line
 * is {@code tag, another tag: word word ...}; its tags are also words for one another. A tag of several
 * lines ("IT support", "support") has the words of all of them. Immutable.
 */
final class RelatedWords {
    private static final Once<RelatedWords> OURS = new Once<>(RelatedWords::read);

    private final Map<String, Set<String>> stemsByTag;
    private final Map<String, String> wordsByTag;

    private RelatedWords(Map<String, Set<String>> stemsByTag, Map<String, String> wordsByTag) {
        this.stemsByTag = stemsByTag;
        this.wordsByTag = wordsByTag;
    }

    /** Those that the program brings along, read at the first call. */
    static RelatedWords load() {
        return OURS.get();
    }

    private static RelatedWords read() {
        try (InputStream file = Objects.requireNonNull(
                        RelatedWords.class.getResourceAsStream("related-words.txt"), "related-words.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Throws an IllegalArgumentException that names the line when one is no such line. */
    static RelatedWords parse(List<String> lines) {
        Map<String, Set<String>> stemsByTag = new HashMap<>();
        Map<String, String> wordsByTag = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("Without a colon: " + line);
            }
            Set<String> stems = Stems.of(line.replace(':', ' ')).keySet();
            for (String tag : line.substring(0, colon).split(",")) {
                stemsByTag.computeIfAbsent(key(tag), added -> new HashSet<>()).addAll(stems);
                wordsByTag.merge(key(tag), line.substring(colon + 1).strip(), (one, other) -> one + " " + other);
            }
        }
        return new RelatedWords(stemsByTag, wordsByTag);
    }

    /** The stems related to a tag; none where it is not a common one. */
    Set<String> of(String tag) {
        return stemsByTag.getOrDefault(key(tag), Set.of());
    }

    /** The words related to a tag as they stand in the file; empty where it is not a common one. */
    String words(String tag) {
        return wordsByTag.getOrDefault(key(tag), "");
    }

    /** The stems related to the single words of a tag that is itself not a common one, as in "garden security". */
    Set<String> ofParts(String tag) {
        Set<String> stems = new HashSet<>();
        if (!stemsByTag.containsKey(key(tag))) {
            Stems.of(tag).keySet().forEach(part -> stems.addAll(stemsByTag.getOrDefault(part, Set.of())));
        }
        return stems;
    }

    /** "Home-Automation" and "home automation" are one tag; "IT" has no stem and stands for itself. */
    private static String key(String tag) {
        Set<String> stems = Stems.of(tag).keySet();
        return stems.isEmpty() ? tag.strip().toLowerCase(Locale.ROOT) : String.join(" ", stems);
    }
}
