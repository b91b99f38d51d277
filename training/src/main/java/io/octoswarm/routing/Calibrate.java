package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fits the few weights of the confidence on one half of the public cases. */
final class Calibrate {
    private Calibrate() {}

    public static void main(String[] arguments) throws IOException {
        List<Cases.Case> cases = Cases.read(Train.SHARED.resolve("public.jsonl"));
        MeaningData data = MeaningData.load();
        MeaningScoring scoring = new MeaningScoring(new KeywordScoring(), () -> data);
        List<double[]> values = new ArrayList<>();
        List<Boolean> truths = new ArrayList<>();
        for (Cases.Case one : cases) {
            if (one.isForFitting()) {
                MeaningScoring.Judged judged = scoring.judged(one.task(), one.swarm());
                if (judged != null) {
                    values.add(judged.evidence().values());
                    truths.add(judged.best() == one.expected());
                }
            }
        }
        double[] weights = Logistic.fit(values, truths);
        StringBuilder lines = new StringBuilder("# Fitted by training, step Calibrate; see training/README.md.\n");
        for (int i = 0; i < weights.length; i++) {
            lines.append(String.format(Locale.ROOT, "%s %.4f%n", i < Evidence.SIZE ? Evidence.NAMES.get(i) : "intercept", weights[i]));
        }
        Files.writeString(Train.RESULT.resolve("confidence.txt"), lines);
        System.out.print(lines);
        report(cases, scoring(data, weights));
    }

    private static MeaningScoring scoring(MeaningData data, double[] weights) {
        List<Double> fitted = new ArrayList<>();
        for (double weight : weights) {
            fitted.add(weight);
        }
        MeaningData calibrated = new MeaningData(data.sentences(), data.genericTags(), new Confidence(fitted));
        return new MeaningScoring(new KeywordScoring(), () -> calibrated);
    }

    static void report(List<Cases.Case> cases, Scoring scoring) throws IOException {
        List<Score.Answer> all = cases.stream().map(one -> answer(one, scoring)).toList();
        List<Score.Answer> fitted =
                all.stream().filter(answer -> answer.of().isForFitting()).toList();
        List<Score.Answer> aside =
                all.stream().filter(answer -> !answer.of().isForFitting()).toList();
        double threshold = Score.threshold(fitted, 0.05);
        System.out.printf("threshold %.3f: fitted half %s%n", threshold, Score.of(fitted, threshold));
        System.out.printf("the half kept aside %s, at 5 %% %s%n", Score.of(aside, threshold), Score.of(aside, Score.threshold(aside, 0.05)));
        System.out.printf("all %s%n", Score.of(all, Score.threshold(all, 0.05)));
        for (String language : List.of("german", "french", "spanish", "italian", "dutch", "portuguese", "polish", "russian")) {
            Path file = Path.of("data/" + language + "-tasks.txt");
            if (Files.exists(file)) {
                List<Score.Answer> answers =
                        ForeignTasks.read(file).stream().map(one -> answer(one, scoring)).toList();
                System.out.printf("%s %s%n", language, Score.of(answers, threshold));
            }
        }
    }

    static Score.Answer answer(Cases.Case one, Scoring scoring) {
        List<Scoring.Fit> fits = scoring.score(one.task(), one.swarm());
        int best = 0;
        for (int i = 1; i < fits.size(); i++) {
            best = fits.get(i).score() > fits.get(best).score() ? i : best;
        }
        return new Score.Answer(one, best, fits.get(best).score());
    }
}
