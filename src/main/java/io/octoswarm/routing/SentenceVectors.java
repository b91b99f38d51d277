package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.List;

/** Turns text into a direction in the space of meanings. Thread-safe. */
final class SentenceVectors {
    /** What a word costs that a language does not have, in units of {@link Language#rarity}. */
    private static final int STRANGE = 140;

    /**
     * English is the language of most tags and of names: another one must explain a text clearly better, or "restaurants"
     * would be French and "exchange rate" German.
     */
    private static final int HOME_ADVANTAGE = 80;

    private final Language english;
    private final List<Language> languages;

    /** @param languages those besides English */
    SentenceVectors(Language english, List<? extends Language> languages) {
        this.english = english;
        this.languages = List.copyOf(languages);
    }

    /**
     * What a text means.
     *
     * @param vector of length 1, or all 0 where no word is known
     * @param unknown the share of words that no language has, 0 to 1
     * @param language ISO 639-1, of the language that it was read as
     */
    record Meaning(float[] vector, double unknown, String language) {}

    Meaning of(String text) {
        List<String> words = Words.of(text);
        Language language = language(words);
        int letters = 0;
        int unknown = 0;
        for (String word : words) {
            if (Character.isLetter(word.codePointAt(0))) {
                letters++;
                unknown += isKnown(word, language) || isKnown(word, english) ? 0 : 1;
            }
        }
        float[] sum = new float[english.dimensions()];
        if (language == english) {
            english.addTo(sum, words);
        } else {
            words.forEach(word -> add(sum, word, language));
        }
        return new Meaning(Cosine.unit(sum), letters == 0 ? 1 : (double) unknown / letters, language.code());
    }

    /** Where several texts point together. */
    float[] mean(List<String> texts) {
        float[] sum = new float[english.dimensions()];
        for (String text : texts) {
            float[] vector = of(text).vector();
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        return Cosine.unit(sum);
    }

    /** A word of the sentence alone, for reasons. */
    float[] word(String word, Meaning sentence) {
        float[] sum = new float[english.dimensions()];
        add(sum, word, byCode(sentence.language()));
        return sum;
    }

    int dimensions() {
        return english.dimensions();
    }

    private void add(float[] sum, String word, Language language) {
        boolean isEnglish = !isKnown(word, language) && isKnown(word, english);
        (isEnglish ? english : language).addTo(sum, word);
    }

    private static boolean isKnown(String word, Language language) {
        return language.rarity(word) < Language.UNKNOWN;
    }

    private Language byCode(String code) {
        return languages.stream()
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElse(english);
    }

    private Language language(List<String> words) {
        List<String> lettered = new ArrayList<>(words);
        lettered.removeIf(word -> !Character.isLetter(word.codePointAt(0)));
        Language best = english;
        long least = strangeness(english, lettered) - HOME_ADVANTAGE;
        for (Language language : languages) {
            long strangeness = strangeness(language, lettered);
            if (strangeness < least) {
                best = language;
                least = strangeness;
            }
        }
        return best;
    }

    private static long strangeness(Language language, List<String> words) {
        long sum = 0;
        for (String word : words) {
            int rarity = language.rarity(word);
            sum += rarity < Language.UNKNOWN ? rarity : STRANGE;
        }
        return sum;
    }
}
