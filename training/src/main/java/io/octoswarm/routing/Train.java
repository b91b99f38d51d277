package io.octoswarm.routing;

import ai.onnxruntime.OrtException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fits all vectors and writes the files that the jar carries. Run from the folder training. */
final class Train {
    static final Path SHARED = Path.of(System.getProperty("data", "../../shared/routing"));
    static final Path REQUESTS = Path.of("data/requests");
    static final Path WIDE_TAGS = Path.of("data/wide-tags.txt");
    static final Path RESULT = Path.of("../src/main/resources/io/octoswarm/routing");
    private static final Path NAMES = Path.of("data/emoji-names.tsv");
    private static final Path PHRASES = Path.of("data/phrases.txt");

    /** In the order of the columns of the requests and of the phrases. */
    static final List<String> LANGUAGES = List.of("de", "fr", "es", "it", "pt", "nl");

    private Train() {}

    /** English, and the kinds of work. */
    static void english() throws IOException, OrtException {
        Corpus corpus = corpus();
        Lessons lessons = new Lessons(Path.of("lessons/bge.bin"));
        List<String> vocabulary;
        try (Teacher teacher = Teacher.bge(2)) {
            vocabulary = teacher.vocabulary().stream().filter(Train::isOfUse).toList();
            lessons.learn(corpus.english(), teacher);
            lessons.learn(vocabulary, teacher);
        }
        FitEnglish english = new FitEnglish(corpus, lessons, vocabulary);
        Files.createDirectories(RESULT);
        write(english, vocabulary);
        writeKinds(corpus, english);
        if (!Files.exists(RESULT.resolve("choice.txt"))) {
            Files.writeString(RESULT.resolve("choice.txt"), "x 0\n".repeat(ChoiceModel.NAMES.size()));
        }
    }

    /** The others, by the English vectors that are in the jar. */
    static void languages() throws IOException {
        Translations translations = new Translations(corpus());
        for (int language = 0; language < LANGUAGES.size(); language++) {
            write(LANGUAGES.get(language), translations.of(language, PHRASES, NAMES));
        }
        Files.writeString(RESULT.resolve("languages.txt"), String.join("\n", LANGUAGES) + "\n");
    }

    private static Corpus corpus() throws IOException {
        return Corpus.read(SHARED.resolve("tatoeba-en-de.tsv"), REQUESTS, WIDE_TAGS);
    }

    private static void writeKinds(Corpus corpus, FitEnglish english) throws IOException {
        StringBuilder lines =
                new StringBuilder("# What agents of any kind could do: fields, kinds of work, wider tags.\n");
        for (Field field : corpus.fields()) {
            lines.append("= ").append(listed(field.names())).append('\n');
            field.kinds().forEach(kind -> lines.append(listed(kind.tags())).append('\n'));
        }
        corpus.wideTags().forEach(wide -> lines.append("^ ")
                .append(listed(wide.names()))
                .append(" | ")
                .append(listed(wide.fields()))
                .append('\n'));
        Files.writeString(RESULT.resolve("kinds.txt"), lines);
        float[][] rows = corpus.kinds().stream().map(english::meaning).toArray(float[][]::new);
        try (DataOutputStream out = open("kinds.vectors")) {
            ByteRows.pack(rows).write(out);
        }
    }

    private static String listed(List<String> names) {
        return String.join("; ", names);
    }

    /** Latin letters, digits and signs; no place holders. */
    private static boolean isOfUse(String piece) {
        return !piece.startsWith("[") && piece.chars().allMatch(character -> character < 0x250)
                || piece.equals("[");
    }

    private static void write(FitEnglish english, List<String> vocabulary) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int piece = 0; piece < vocabulary.size(); piece++) {
            lines.append(vocabulary.get(piece))
                    .append('\t')
                    .append(english.rarities()[piece])
                    .append('\n');
        }
        Files.writeString(RESULT.resolve("english.txt"), lines);
        try (DataOutputStream out = open("english.vectors")) {
            english.vectorRows().write(out);
            english.pieceRows().write(out);
            english.weights().write(out);
        }
    }

    private static void write(String code, List<FitLanguage.Example> examples) throws IOException {
        System.out.println("Language " + code + ", texts: " + examples.size());
        WordVectors language = new FitLanguage(examples, FitEnglish.DIMENSIONS).result(code);
        try (DataOutputStream out = open(code + ".vectors")) {
            language.write(out);
        }
    }

    private static DataOutputStream open(String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(RESULT.resolve(name)), 1 << 16));
    }
}
