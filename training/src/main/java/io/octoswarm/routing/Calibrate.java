package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fits the few weights of the confidence on one half of the public cases, each answerable one also without the Octo that
 * it is for. That makes "none fits" more frequent than it is, so the intercept is set by the half as it is.
 */
final class Calibrate {
    private Calibrate() {}

    public static void main(String[] arguments) throws IOException {
        List<Cases.Case> cases = Cases.read(Train.SHARED.resolve("public.jsonl"));
        MeaningData data = MeaningData.load();
        MeaningScoring scoring = new MeaningScoring(new KeywordScoring(), () -> data);
        List<Cases.Case> fitting =
                cases.stream().filter(Cases.Case::isForFitting).toList();
        Truths natural = Truths.of(fitting, scoring);
        List<Cases.Case> more = new ArrayList<>(fitting);
        fitting.stream()
                .filter(one -> one.expected() >= 0)
                .map(Cases.Case::withoutTheRightOne)
                .forEach(more::add);
        Truths lessons = Truths.of(more, scoring);
        double[] weights = Logistic.settled(
                Logistic.fit(lessons.values(), lessons.truths()), natural.values(), natural.truths());
        StringBuilder lines = new StringBuilder("# Fitted by training, step Calibrate; see training/README.md.\n");
        for (int i = 0; i < weights.length; i++) {
            lines.append(String.format(Locale.ROOT, "%s %.4f%n", i < Evidence.SIZE ? Evidence.NAMES.get(i) : "intercept", weights[i]));
        }
        Files.writeString(Train.RESULT.resolve("confidence.txt"), lines);
        System.out.print(lines);
        report(cases, scoring(data, weights));
    }

    /** Evidence, and whether the candidate that it is on is the right one. */
    private record Truths(List<double[]> values, List<Boolean> truths) {
        static Truths of(List<Cases.Case> cases, MeaningScoring scoring) {
            Truths all = new Truths(new ArrayList<>(), new ArrayList<>());
            for (Cases.Case one : cases) {
                MeaningScoring.Judged judged = scoring.judged(one.task(), one.swarm());
                if (judged != null) {
                    all.values.add(judged.evidence().values());
                    all.truths.add(judged.best() == one.expected());
                }
            }
            return all;
        }
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
        for (String language : ForeignTasks.LANGUAGES) {
            Path file = ForeignTasks.of(language);
            List<Score.Answer> answers =
                    ForeignTasks.read(file).stream().map(one -> answer(one, scoring)).toList();
            System.out.printf("%s %s%n", language, Score.of(answers, threshold));
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
