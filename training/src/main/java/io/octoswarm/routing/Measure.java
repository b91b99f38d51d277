package io.octoswarm.routing;

import io.octoswarm.routing.Scoring.Fit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints what each way of routing is worth and what it costs. */
final class Measure {
    private static final String HEAD = """
            | method | forced, all | at 5 %% false, all | forced, aside | right/false, aside | German forced | jar, MB | memory, MB | load, ms | p50, ms | p99, ms |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final List<Cases.Case> cases;
    private final List<Cases.Case> german;

    private Measure() throws IOException {
        cases = Cases.read(Train.SHARED.resolve("public.jsonl"));
        german = ForeignTasks.read(ForeignTasks.of("german"));
    }

    public static void main(String[] arguments) throws IOException {
        new Measure().print();
    }

    private void print() throws IOException {
        System.out.printf(HEAD);
        row("substring", 0, () -> Measure::substring);
        row("keywords (Lucene)", Footprint.jarOf("/org/apache/lucene/analysis/TokenStream.class"), KeywordScoring::new);
        double own = Footprint.deflated();
        row("static vectors", own, () -> new PlainSum(MeaningData.load(), false, 0, 0, 0));
        row("+ context", own, () -> new PlainSum(MeaningData.load(), true, 0, 0, 0));
        row("+ keywords", own, () -> new PlainSum(MeaningData.load(), true, 0.15, 0, 0));
        row("+ kinds of work", own, () -> new PlainSum(MeaningData.load(), true, 0.15, 0.6, 0));
        row("+ reach", own, () -> new PlainSum(MeaningData.load(), true, 0.15, 0.6, 0.1));
        row("+ choice (as it is)", own, () -> {
            MeaningData data = MeaningData.load();
            return new MeaningScoring(new KeywordScoring(), () -> data);
        });
        double runtime = Footprint.jarOf("/ai/onnxruntime/OrtEnvironment.class");
        row("MiniLM, ONNX Runtime", runtime + Footprint.jarOf("/all-minilm-l6-v2-q.onnx"), Encoder::miniLm);
        row("bge-small, ONNX Runtime", runtime + Footprint.jarOf("/bge-small-en-v1.5-q.onnx"), Encoder::bge);
        thousand();
        Elsewhere.print();
    }

    private void row(String name, double megabytes, Supplier<Scoring> method) throws IOException {
        double before = Footprint.resident();
        long start = System.nanoTime();
        Scoring scoring = method.get();
        scoring.score("hello", cases.get(0).swarm());
        double load = (System.nanoTime() - start) / 1e6;
        double memory = Footprint.resident() - before;
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
}
