package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * A conditional logit (McFadden 1974): each candidate has a utility, which is a weighted sum of what speaks for it; so
 * has the alternative that none fits; and the odds of two alternatives are the exponential of the difference of their
 * utilities. Immutable.
 */
final class ChoiceModel {
    /** What speaks for "none fits". */
    static final List<String> NONE = List.of("constant", "doubt", "nearest", "clarity");

    /** The names of all weights, in their order. */
    static final List<String> NAMES = names();

    private final double[] weights;

    /** @param weights as many as there are names */
    ChoiceModel(List<Double> weights) {
        if (weights.size() != NAMES.size()) {
            throw new IllegalArgumentException("There are " + weights.size() + " weights, not " + NAMES.size());
        }
        this.weights = weights.stream().mapToDouble(weight -> weight).toArray();
    }

    double utility(Evidence evidence) {
        return sum(evidence.values(), 0);
    }

    double utilityOfNone(Subject subject) {
        return sum(valuesOfNone(subject), Evidence.NAMES.size());
    }

    /** In the order of {@link #NONE}. */
    static double[] valuesOfNone(Subject subject) {
        return new double[] {1, subject.doubt(), subject.nearness()[0], subject.clarity()};
    }

    private double sum(double[] values, int from) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[from + i] * values[i];
        }
        return sum;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(Evidence.NAMES);
        NONE.forEach(name -> names.add("none-" + name));
        return List.copyOf(names);
    }
}
