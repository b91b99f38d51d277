package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the other languages are fitted on: where texts of theirs should point, by the English vectors. */
final class Translations {
    /** So often is a request seen in a round, a sentence once. */
    private static final int REQUEST_TIMES = 8;

    private final Corpus corpus;
    private final FitEnglish english;

    Translations(Corpus corpus, FitEnglish english) {
        this.corpus = corpus;
        this.english = english;
    }

    /** German, from sentences, requests, phrases and names. */
    List<FitLanguage.Example> german(Path phrases, Path names) throws IOException {
        List<FitLanguage.Example> examples = new ArrayList<>();
        for (Corpus.Sentence sentence : corpus.sentences()) {
            examples.add(new FitLanguage.Example(sentence.other(), english.vector(sentence.english())));
        }
        for (Requests kind : corpus.requests()) {
            addRequests(examples, kind.german(), meaning(kind));
        }
        addPhrases(examples, phrases, 1);
        addNames(examples, names, "de");
        return examples;
    }

    /**
     * Another language, from phrases, names and, where there are any, requests.
     *
     * @param column the language's place in the file of phrases, English being 0
     */
    List<FitLanguage.Example> other(Path phrases, int column, Path names, String code) throws IOException {
        List<FitLanguage.Example> examples = new ArrayList<>();
        addPhrases(examples, phrases, column);
        addNames(examples, names, code);
        return examples;
    }

    /**
     * @param requests a file with the first tag of a kind of work and requests of some languages in a line
     * @param column the language's place in it, the first tag's being 0
     */
    void addRequests(List<FitLanguage.Example> examples, Path requests, int column) throws IOException {
        Map<String, Requests> kinds = new HashMap<>();
        corpus.requests().forEach(kind -> kinds.putIfAbsent(kind.tags().get(0), kind));
        corpus.requests().forEach(kind -> kind.tags().forEach(tag -> kinds.putIfAbsent(tag, kind)));
        for (String[] fields : lines(requests)) {
            Requests kind = kinds.get(fields[0].strip());
            if (kind == null) {
                throw new IOException("No requests are known for the tag " + fields[0]);
            }
            addRequests(examples, List.of(fields[column].split(";")), meaning(kind));
        }
    }

    private void addPhrases(List<FitLanguage.Example> examples, Path phrases, int column) throws IOException {
        for (String[] fields : lines(phrases)) {
            addRequests(examples, List.of(fields[column].split(";")), english.vector(fields[0]));
        }
    }

    private static List<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    private static void addRequests(List<FitLanguage.Example> examples, List<String> requests, float[] meaning) {
        for (String request : requests) {
            for (int i = 0; i < REQUEST_TIMES; i++) {
                examples.add(new FitLanguage.Example(request, meaning));
            }
        }
    }

    private void addNames(List<FitLanguage.Example> examples, Path names, String code) throws IOException {
        List<String> lines = Files.readAllLines(names);
        int column = Arrays.asList(lines.get(1).substring(1).split("\t")).indexOf(code);
        for (String line : lines.subList(2, lines.size())) {
            String[] fields = line.split("\t");
            examples.add(new FitLanguage.Example(fields[column], english.vector(fields[0])));
        }
    }

    private float[] meaning(Requests kind) {
        float[] meaning = new float[FitEnglish.DIMENSIONS];
        kind.tags().forEach(tag -> Algebra.add(meaning, english.vector(tag), 1));
        kind.english().forEach(request -> Algebra.add(meaning, english.vector(request), 1));
        return Algebra.normalise(meaning);
    }
}
