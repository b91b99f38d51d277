package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How well answers hit, in percent, by the rules of score.py.
 *
 * @param forced the right candidate is the best one, of the tasks that have a right one
 * @param right it is also above the threshold
 * @param falseRoutes some candidate is above the threshold, of the tasks that none fits
 */
record Score(double forced, double right, double falseRoutes) {
    /** The best candidate of a case and how sure that is. */
    record Answer(Cases.Case of, int best, double score) {
        boolean isRight() {
            return of.expected() >= 0 && best == of.expected();
        }
    }

    static Score of(List<Answer> answers, double threshold) {
        double answerable = 0;
        double forced = 0;
        double right = 0;
        double none = 0;
        double falsely = 0;
        for (Answer answer : answers) {
            boolean routed = answer.best() >= 0 && answer.score() >= threshold;
            if (answer.of().expected() < 0) {
                none++;
                falsely += routed ? 1 : 0;
            } else {
                answerable++;
                forced += answer.isRight() ? 1 : 0;
                right += answer.isRight() && routed ? 1 : 0;
            }
        }
        return new Score(100 * forced / answerable, 100 * right / answerable, 100 * falsely / none);
    }

    /** The lowest threshold at which at most a share of the tasks that none fits is routed. */
    static double threshold(List<Answer> answers, double falseShare) {
        List<Double> none = new ArrayList<>(answers.stream()
                .filter(answer -> answer.of().expected() < 0)
                .map(Answer::score)
                .toList());
        none.sort(Collections.reverseOrder());
        return Math.nextUp(none.get((int) Math.floor(falseShare * none.size())));
    }
}
