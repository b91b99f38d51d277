package io.octoswarm.routing;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.octoswarm.routing.Scoring.Fit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import java.io.OutputStream;
import java.io.ByteArrayOutputStream;

/** Prints what each way of routing is worth and what it costs. */
final class Measure {
    private static final String HEAD = """
            | method | forced, all | at 5 %% false, all | forced, aside | right/false, aside | German forced | jar, MB | memory, MB | load, ms | p50, ms | p99, ms |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;
    private static final int OURS = 1;
    private static final List<String> DATA = List.of(
            "english.txt",
            "english.vectors",
            "de.vectors",
            "fr.vectors",
            "es.vectors",
            "it.vectors",
            "pt.vectors",
            "nl.vectors",
            "generic-tags.txt",
            "confidence.txt");

    private final List<Cases.Case> cases;
    private final List<Cases.Case> german;

    private Measure() throws IOException {
        cases = Cases.read(Train.SHARED.resolve("public.jsonl"));
        german = ForeignTasks.read(ForeignTasks.of("german"));
    }

    public static void main(String[] arguments) throws IOException, OrtException {
        new Measure().print();
    }

    private void print() throws IOException, OrtException {
        System.out.printf(HEAD);
        row("substring", 0, () -> Measure::substring);
        row("keywords (Lucene)", jarOf("/org/apache/lucene/analysis/TokenStream.class"), KeywordScoring::new);
        double own = deflated();
        row("static vectors", own, () -> new Raw(MeaningData.load(), 0, 0));
        row("+ subject", own, () -> new Raw(MeaningData.load(), 0.6, 0));
        row("+ keywords", own, () -> new Raw(MeaningData.load(), 0.6, 0.15));
        row("+ confidence", own, () -> {
            MeaningData data = MeaningData.load();
            return new MeaningScoring(new KeywordScoring(), () -> data);
        });
        double runtime = jarOf("/ai/onnxruntime/OrtEnvironment.class");
        row("MiniLM, ONNX Runtime", runtime + jarOf("/all-minilm-l6-v2-q.onnx"), () -> encoder(true));
        row("bge-small, ONNX Runtime", runtime + jarOf("/bge-small-en-v1.5-q.onnx"), () -> encoder(false));
        thousand();
        elsewhere();
    }

    /** Other languages and, where the data folder has any, files of cases named cases-*.jsonl. */
    private static void elsewhere() throws IOException {
        Map<String, List<Cases.Case>> all = new TreeMap<>();
        for (String language : ForeignTasks.LANGUAGES) {
            all.put(language + "-tasks", ForeignTasks.read(ForeignTasks.of(language)));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Train.SHARED, "cases-*.jsonl")) {
            for (Path file : files) {
                all.put(file.getFileName().toString(), Cases.read(file));
            }
        }
        MeaningData data = MeaningData.load();
        List<Scoring> methods = List.of(
                new KeywordScoring(), new MeaningScoring(new KeywordScoring(), () -> data), encoder(true), encoder(false));
        System.out.print("""

                | forced, at 5 % false | tasks | keywords | ours | right/false as set | MiniLM | bge-small |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Map.Entry<String, List<Cases.Case>> entry : all.entrySet()) {
            List<String> cells = new ArrayList<>();
            for (int method = 0; method < methods.size(); method++) {
                Scoring scoring = methods.get(method);
                List<Score.Answer> answers = entry.getValue().stream()
                        .map(one -> Calibrate.answer(one, scoring))
                        .toList();
                Score score = Score.of(answers, Score.threshold(answers, 0.05));
                cells.add(String.format(Locale.ROOT, "%.1f, %.1f", score.forced(), score.right()));
                if (method == OURS) {
                    Score set = Score.of(answers, RoutingSettings.DEFAULT.threshold());
                    cells.add(String.format(Locale.ROOT, "%.1f/%.1f", set.right(), set.falseRoutes()));
                }
            }
            System.out.printf("| %s | %d | %s |%n", entry.getKey(), entry.getValue().size(), String.join(" | ", cells));
        }
    }

    private void row(String name, double megabytes, Supplier<Scoring> method) throws IOException {
        double before = resident();
        long start = System.nanoTime();
        Scoring scoring = method.get();
        scoring.score("hello", cases.get(0).swarm());
        double load = (System.nanoTime() - start) / 1e6;
        double memory = resident() - before;
        List<Score.Answer> all = new ArrayList<>();
        long[] times = new long[cases.size()];
        for (Cases.Case one : cases) {
            long from = System.nanoTime();
            all.add(Calibrate.answer(one, scoring));
            times[all.size() - 1] = System.nanoTime() - from;
        }
        List<Score.Answer> aside =
                all.stream().filter(answer -> !answer.of().isForFitting()).toList();
        List<Score.Answer> fitted =
                all.stream().filter(answer -> answer.of().isForFitting()).toList();
        Score whole = Score.of(all, Score.threshold(all, 0.05));
        Score kept = Score.of(aside, Score.threshold(fitted, 0.05));
        Score foreign = Score.of(
                german.stream().map(one -> Calibrate.answer(one, scoring)).toList(), 0);
        Arrays.sort(times, times.length / 10, times.length); // the first tenth warms up
        int warm = times.length - times.length / 10;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f/%.1f | %.1f | %.0f | %.0f | %.0f | %.3f | %.3f |%n",
                name,
                whole.forced(),
                whole.right(),
                kept.forced(),
                kept.right(),
                kept.falseRoutes(),
                foreign.forced(),
                megabytes,
                memory,
                load,
                times[times.length / 10 + warm / 2] / 1e6,
                times[times.length / 10 + warm * 99 / 100] / 1e6);
    }

    private void thousand() {
        List<Candidate> swarm = new ArrayList<>();
        for (int i = 0; swarm.size() < 1_000; i++) {
            swarm.addAll(cases.get(i).swarm());
        }
        List<Candidate> exactly = swarm.subList(0, 1_000);
        MeaningData data = MeaningData.load();
        MeaningScoring scoring = new MeaningScoring(new KeywordScoring(), () -> data);
        long[] times = new long[600];
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            scoring.score(cases.get(i).task(), exactly);
            times[i] = System.nanoTime() - from;
        }
        Arrays.sort(times, 200, times.length);
        System.out.printf(
                Locale.ROOT, "%nAmong 1,000 peers, ms: p50 %.2f, p99 %.2f%n", times[400] / 1e6, times[596] / 1e6);
    }

    private static List<Fit> substring(String task, List<Candidate> candidates) {
        String text = task.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .map(candidate -> candidate.capabilities().stream()
                                .anyMatch(tag -> text.contains(tag.toLowerCase(Locale.ROOT)))
                        ? new Fit(1, null, List.of())
                        : Fit.NONE)
                .toList();
    }

    private static Scoring encoder(boolean mini) {
        try {
            return new Encoder(mini ? Teacher.miniLm(2) : Teacher.bge(2));
        } catch (IOException | OrtException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Half the best tag, half the mean, of a big encoder's vectors. */
    private record Encoder(Teacher teacher, Map<String, float[]> known) implements Scoring {
        Encoder(Teacher teacher) {
            this(teacher, new HashMap<>());
        }

        @Override
        public List<Fit> score(String task, List<Candidate> candidates) {
            float[] vector = embed(task);
            return candidates.stream().map(candidate -> fit(vector, candidate)).toList();
        }

        private Fit fit(float[] task, Candidate candidate) {
            double[] cosines = candidate.capabilities().stream()
                    .mapToDouble(tag -> Algebra.dot(task, known.computeIfAbsent(tag, this::embed)))
                    .toArray();
            double best = Arrays.stream(cosines).max().orElse(-1);
            return new Fit((best + Arrays.stream(cosines).average().orElse(-1)) / 2, null, List.of());
        }

        private float[] embed(String text) {
            try {
                return teacher.embed(List.of(text))[0];
            } catch (OrtException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /** The static vectors' fit, with what is added to it, as it is. */
    private record Raw(MeaningData data, Map<String, Sight.TagMeaning> tags, double subject, double keywords, Scoring words)
            implements Scoring {
        Raw(MeaningData data, double subject, double keywords) {
            this(data, new HashMap<>(), subject, keywords, new KeywordScoring());
        }

        @Override
        public List<Fit> score(String task, List<Candidate> candidates) {
            float[] vector = data.sentences().of(task).vector();
            GenericTags.Subject about = data.genericTags().subject(vector);
            List<Fit> common = keywords > 0 ? words.score(task, candidates) : List.of();
            List<Fit> fits = new ArrayList<>();
            for (int i = 0; i < candidates.size(); i++) {
                Sight sight = Sight.of(
                        vector,
                        about,
                        candidates.get(i).capabilities().stream()
                                .map(tag -> tags.computeIfAbsent(tag, this::meaning))
                                .toList());
                double score = sight.fit() + subject * sight.subject();
                fits.add(new Fit(score + (keywords > 0 ? keywords * common.get(i).score() : 0), null, List.of()));
            }
            return fits;
        }

        private Sight.TagMeaning meaning(String tag) {
            float[] vector = data.sentences().of(tag).vector();
            return new Sight.TagMeaning(vector, data.genericTags().packedNearness(vector));
        }
    }

    private static double jarOf(String resource) {
        try {
            String url = Measure.class.getResource(resource).toString();
            String jar = url.substring("jar:file:".length(), url.indexOf('!'));
            return Files.size(Path.of(jar)) / 1e6;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static double deflated() throws IOException {
        double sum = 0;
        for (String name : DATA) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new DeflaterOutputStream(bytes);
                    InputStream in = MeaningData.class.getResourceAsStream(name)) {
                in.transferTo(out);
            }
            sum += bytes.size() / 1e6;
        }
        return sum;
    }

    /** MB of this process in memory, after what is garbage has gone. */
    private static double resident() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3;
            }
        }
        return Double.NaN;
    }
}
