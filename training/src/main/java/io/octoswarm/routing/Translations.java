package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the other languages are fitted on: where texts of theirs should point, by the English vectors as the jar has them. */
final class Translations {
    /** So often is a request seen in a round, a sentence or a name once. */
    static final int REQUEST_TIMES = 3;

    private static final int PHRASE_TIMES = 8;

    /** The language of {@link Corpus#sentences}. */
    private static final String WITH_SENTENCES = "de";

    private final Corpus corpus;
    private final SentenceVectors english;
    private final float[][] kinds;

    Translations(Corpus corpus) throws IOException {
        this.corpus = corpus;
        this.english = new SentenceVectors(MeaningData.english(), List.of());
        this.kinds = MeaningData.requests();
    }

    /**
     * From requests, phrases, names and, for the language that has them, sentences.
     *
     * @param language its place in {@link Train#LANGUAGES}
     */
    List<FitLanguage.Example> of(int language, Path phrases, Path names) throws IOException {
        List<FitLanguage.Example> examples = new ArrayList<>();
        if (Train.LANGUAGES.get(language).equals(WITH_SENTENCES)) {
            for (Corpus.Sentence sentence : corpus.sentences()) {
                examples.add(new FitLanguage.Example(sentence.other(), vector(sentence.english())));
            }
        }
        List<Requests> requests = corpus.kinds();
        for (int kind = 0; kind < requests.size(); kind++) {
            add(examples, requests.get(kind).in(language), kinds[kind], REQUEST_TIMES);
        }
        addPhrases(examples, phrases, language + 1);
        addNames(examples, names, Train.LANGUAGES.get(language));
        return examples;
    }

    /** @param column the language's place in the file, English being 0 */
    private void addPhrases(List<FitLanguage.Example> examples, Path phrases, int column) throws IOException {
        for (String[] fields : lines(phrases)) {
            add(examples, KindNames.parts(fields[column]), vector(fields[0]), PHRASE_TIMES);
        }
    }

    private static List<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    private static void add(List<FitLanguage.Example> examples, List<String> texts, float[] meaning, int times) {
        for (String text : texts) {
            for (int i = 0; i < times; i++) {
                examples.add(new FitLanguage.Example(text, meaning));
            }
        }
    }

    private float[] vector(String text) {
        return english.of(text).vector();
    }

    private void addNames(List<FitLanguage.Example> examples, Path names, String code) throws IOException {
        List<String> lines = Files.readAllLines(names);
        int column = Arrays.asList(lines.get(1).substring(1).split("\t")).indexOf(code);
        for (String line : lines.subList(2, lines.size())) {
            String[] fields = line.split("\t");
            examples.add(new FitLanguage.Example(fields[column], vector(fields[0])));
        }
    }
}
