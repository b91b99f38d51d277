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
    static final Path REQUESTS = Path.of("data/requests.txt");
    static final Path RESULT = Path.of("../src/main/resources/io/octoswarm/routing");
    private static final Path OTHERS = Path.of("data/requests-fr-es-it.txt");
    private static final Path NAMES = Path.of("data/emoji-names.tsv");
    private static final Path PHRASES = Path.of("data/phrases.txt");

    /** In the order of the columns of the phrases. */
    private static final List<String> LANGUAGES = List.of("de", "fr", "es", "it", "pt", "nl");

    /** So many of them, behind German, have a column of {@link #OTHERS}. */
    private static final int WITH_REQUESTS = 3;

    private Train() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        Corpus corpus = Corpus.read(SHARED.resolve("tatoeba-en-de.tsv"), REQUESTS);
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
        writeLanguages(new Translations(corpus, english));
        writeGenericTags(corpus);
        if (!Files.exists(RESULT.resolve("confidence.txt"))) {
            Files.writeString(RESULT.resolve("confidence.txt"), "x 0\n".repeat(Evidence.SIZE + 1));
        }
    }

    private static void writeGenericTags(Corpus corpus) throws IOException {
        StringBuilder lines = new StringBuilder("# What agents of any kind could do, for the question whether none fits.\n");
        corpus.requests().forEach(kind -> lines.append(String.join("; ", kind.tags()))
                .append(" | ")
                .append(String.join("; ", kind.english()))
                .append('\n'));
        Files.writeString(RESULT.resolve("generic-tags.txt"), lines);
    }

    /** Latin letters, digits and signs; no place holders. */
    private static boolean isOfUse(String piece) {
        return !piece.startsWith("[") && piece.chars().allMatch(character -> character < 0x250)
                || piece.equals("[");
    }

    private static void writeLanguages(Translations translations) throws IOException {
        write("de", translations.german(PHRASES, NAMES), 2, 6_000);
        for (int i = 1; i < LANGUAGES.size(); i++) {
            String code = LANGUAGES.get(i);
            List<FitLanguage.Example> examples = translations.other(PHRASES, i + 1, NAMES, code);
            if (i <= WITH_REQUESTS) {
                translations.addRequests(examples, OTHERS, i);
            }
            write(code, examples, 1, 1_500);
        }
        Files.writeString(RESULT.resolve("languages.txt"), String.join("\n", LANGUAGES) + "\n");
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
            english.rows().write(out);
        }
    }

    private static void write(String code, List<FitLanguage.Example> examples, int fewest, int groups)
            throws IOException {
        System.out.println("Language " + code + ", texts: " + examples.size());
        WordVectors language = new FitLanguage(examples, fewest, groups, FitEnglish.DIMENSIONS).result(code);
        try (DataOutputStream out = open(code + ".vectors")) {
            language.write(out);
        }
    }

    private static DataOutputStream open(String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(RESULT.resolve(name)), 1 << 16));
    }
}
