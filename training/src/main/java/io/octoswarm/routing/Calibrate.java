package io.octoswarm.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Fits the few weights of the choice on one half of the public cases, each answerable one also without the Octo that it
 * is for. That makes "none fits" more frequent than it is, so its constant is set by the half as it is.
 */
final class Calibrate {
    private Calibrate() {}

    public static void main(String[] arguments) throws IOException {
        List<Cases.Case> cases = Cases.read(Train.SHARED.resolve("public.jsonl"));
        MeaningData data = MeaningData.load();
        double[] weights = weights(cases.stream().filter(Cases.Case::isForFitting).toList(), data);
        StringBuilder lines = new StringBuilder("# Fitted by training, step Calibrate; see training/README.md.\n");
        for (int i = 0; i < weights.length; i++) {
            lines.append(String.format(Locale.ROOT, "%s %.4f%n", ChoiceModel.NAMES.get(i), weights[i]));
        }
        Files.writeString(Train.RESULT.resolve("choice.txt"), lines);
        System.out.print(lines);
        report(cases, scoring(data, weights));
        List<Cases.Case> aside =
                cases.stream().filter(one -> !one.isForFitting()).toList();
        System.out.println("The other way round, fitted on the half kept aside:");
        report(cases, scoring(data, weights(aside, data)));
    }

    private static double[] weights(List<Cases.Case> cases, MeaningData data) {
        MeaningScoring scoring = new MeaningScoring(new KeywordScoring(), () -> data);
        List<ChoiceFit.Example> natural = cases.stream()
                .map(one -> ChoiceFit.Example.of(
                        scoring.choice(one.task(), one.swarm()), one.swarm().size(), one.expected()))
                .toList();
        List<ChoiceFit.Example> more = new ArrayList<>(natural);
        natural.stream()
                .filter(example -> !example.isForNone())
                .map(ChoiceFit.Example::withoutTheRightOne)
                .forEach(more::add);
        return ChoiceFit.settled(ChoiceFit.fit(more), natural);
    }

    private static MeaningScoring scoring(MeaningData data, double[] weights) {
        List<Double> fitted = Arrays.stream(weights).boxed().toList();
        MeaningData calibrated = new MeaningData(data.sentences(), data.kinds(), new ChoiceModel(fitted));
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
