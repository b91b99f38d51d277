package io.octoswarm.routing;

import io.octoswarm.instance.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Prints what examples (or past tasks, which are compared alike) add for different weights: on the half kept aside, each
 * Octo has three tasks of the other half that were for an Octo of its field; or, to see what harm they do, of another field.
 */
final class Weights {
    private static final double[] TRIED = {0, 0.05, 0.1, 0.2, 0.3, 0.5};
    private static final int TEXTS = 3;

    private final List<Cases.Case> cases;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, List<String>> tasks = new HashMap<>();
    private final Random random = new Random(13);

    private Weights(List<Cases.Case> cases) {
        this.cases = cases;
        cases.forEach(one -> one.swarm()
                .forEach(octo -> octo.capabilities().forEach(tag -> uses.merge(tag, 1, Integer::sum))));
        cases.stream().filter(one -> one.isForFitting() && one.expected() >= 0).forEach(one -> tasks.computeIfAbsent(
                        field(one.swarm().get(one.expected())), added -> new ArrayList<>())
                .add(one.task()));
    }

    public static void main(String[] arguments) throws IOException {
        new Weights(Cases.read(Train.SHARED.resolve("public.jsonl"))).print();
    }

    private void print() {
        MeaningData data = MeaningData.load();
        List<Cases.Case> right = cases(true);
        List<Cases.Case> wrong = cases(false);
        System.out.println("| weight | three tasks of its field: forced, at 5 % false | of another field |");
        System.out.println("| --- | --- | --- |");
        for (double weight : TRIED) {
            Scoring scoring = new MeaningScoring(new KeywordScoring(), () -> data, weight, 0);
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f | %s | %s |%n",
                    weight,
                    score(right, scoring),
                    score(wrong, scoring));
        }
    }

    private List<Cases.Case> cases(boolean right) {
        return cases.stream()
                .filter(one -> !one.isForFitting())
                .map(one -> new Cases.Case(
                        one.id(),
                        one.task(),
                        one.swarm().stream().map(octo -> told(octo, right)).toList(),
                        one.expected()))
                .toList();
    }

    private Candidate told(Candidate octo, boolean right) {
        List<String> fields = new ArrayList<>(tasks.keySet());
        String field = right ? field(octo) : fields.get(random.nextInt(fields.size()));
        List<String> texts = new ArrayList<>(tasks.getOrDefault(field, List.of()));
        Collections.shuffle(texts, random);
        List<String> few = texts.subList(0, Math.min(TEXTS, texts.size()));
        return new Candidate(
                octo.name(), octo.capabilities(), false, null, octo.load(), new Profile(null, few), List.of(), false);
    }

    /** The tag that most Octos of all swarms have. */
    private String field(Candidate octo) {
        return octo.capabilities().stream().max(Comparator.comparing(uses::get)).orElseThrow();
    }

    private static String score(List<Cases.Case> cases, Scoring scoring) {
        List<Score.Answer> answers =
                cases.stream().map(one -> Calibrate.answer(one, scoring)).toList();
        Score score = Score.of(answers, Score.threshold(answers, 0.05));
        return String.format(Locale.ROOT, "%.1f, %.1f", score.forced(), score.right());
    }
}
