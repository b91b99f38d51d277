package io.octoswarm.routing;

import java.util.List;

/** Logistic regression: from evidence to the probability that a candidate is the right one. Immutable. */
final class Confidence {
    private final double[] weights;

    /** @param weights of the evidence in its order, the last one the intercept */
    Confidence(List<Double> weights) {
        if (weights.size() != Evidence.SIZE + 1) {
            throw new IllegalArgumentException("There are " + weights.size() + " weights, not " + (Evidence.SIZE + 1));
        }
        this.weights = weights.stream().mapToDouble(weight -> weight).toArray();
    }

    double of(Evidence evidence) {
        double sum = weights[Evidence.SIZE];
        double[] values = evidence.values();
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
