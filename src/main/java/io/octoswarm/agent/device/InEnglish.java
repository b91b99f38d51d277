package io.octoswarm.agent.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Understands short questions about the device in Spanish, French, Italian, Portuguese and Dutch. Only a question all of
 * whose words are known is understood: with one more word it may be about a phone or the moon. Thread-safe.
 */
public final class InEnglish {
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    /** A question with one of these is in one of the languages: a word in it that looks English means nothing. */
    private static final Pattern FOREIGN = Pattern.compile(
            " (?:[cq]uant[oaie]s?|cual(?:es)?|combien|quels?|quelles?|quale?|quali|quais|hoeveel|hoe|welke?) ");

    private static final List<Words> LANGUAGES =
            Stream.of("es", "fr", "it", "pt", "nl").map(Words::read).toList();

    private InEnglish() {}

    /**
     * The subjects of a question in one of the languages, for example "memory"; empty when it is not understood. A
     * question in another language comes back as it is.
     */
    public static String of(String question) {
        String apart = Wording.of(question.replaceAll("['’]", " "));
        String words =
                MARKS.matcher(Normalizer.normalize(apart, Normalizer.Form.NFD)).replaceAll("");
        return LANGUAGES.stream()
                .flatMap(language -> language.subjects(words).stream())
                .findFirst()
                .orElse(FOREIGN.matcher(words).find() ? "" : question);
    }

    /**
     * A language's words, without accents. The file has lines of a subject in English, a colon and what says it; before
     * the colon stands nothing where the words only go along with a subject.
     */
    private static final class Words {
        private final Map<String, String> english = new HashMap<>();
        private final Pattern known;

        private Words(String lines) {
            lines.lines().map(line -> line.split(": ", 2)).forEach(line -> {
                for (String phrase : line[1].split(", ")) {
                    english.put(phrase, line[0]);
                }
            });
            english.put("this device", "");
            known = Pattern.compile("\\G(?:" + ServiceName.WELL_KNOWN + "|(?<phrase>"
                    + english.keySet().stream()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .collect(Collectors.joining("|"))
                    + ")) ");
        }

        static Words read(String language) {
            try (InputStream file = InEnglish.class.getResourceAsStream(language + ".words")) {
                return new Words(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Empty when there is a word that is not known, or no subject. */
        Optional<String> subjects(String words) {
            Set<String> subjects = new LinkedHashSet<>();
            String service = "";
            int end = 1;
            for (Matcher word = known.matcher(words).region(1, words.length()); word.find(); end = word.end()) {
                String phrase = word.group("phrase");
                service = phrase == null ? word.group("name") : service;
                subjects.add(phrase == null ? "" : english.getOrDefault(phrase, ""));
            }
            subjects.remove("");
            if (end != words.length() || subjects.isEmpty()) {
                return Optional.empty();
            }
            if (service.isEmpty()) {
                return Optional.of(String.join(" ", subjects));
            }
            return subjects.equals(Set.of("uptime")) ? Optional.of("status of " + service) : Optional.empty();
        }
    }
}
