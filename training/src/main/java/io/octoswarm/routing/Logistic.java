package io.octoswarm.routing;

import java.util.List;

/** Fits a logistic regression by plain descent over standardised values, drawn a little towards 0. */
final class Logistic {
    private static final int ROUNDS = 4_000;
    private static final double RATE = 0.5;
    private static final double PULL = 1e-3;

    private Logistic() {}

    /** Weights of the values as they are, the intercept last. */
    static double[] fit(List<double[]> values, List<Boolean> truths) {
        int width = values.get(0).length;
        double[] mean = new double[width];
        double[] spread = new double[width];
        values.forEach(row -> {
            for (int i = 0; i < width; i++) {
                mean[i] += row[i] / values.size();
            }
        });
        values.forEach(row -> {
            for (int i = 0; i < width; i++) {
                spread[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / values.size();
            }
        });
        for (int i = 0; i < width; i++) {
            spread[i] = Math.sqrt(spread[i]) + 1e-6;
        }
        double[] weights = new double[width + 1];
        for (int round = 0; round < ROUNDS; round++) {
            descend(values, truths, mean, spread, weights);
        }
        double[] plain = new double[width + 1];
        plain[width] = weights[width];
        for (int i = 0; i < width; i++) {
            plain[i] = weights[i] / spread[i];
            plain[width] -= plain[i] * mean[i];
        }
        return plain;
    }

    private static void descend(
            List<double[]> values, List<Boolean> truths, double[] mean, double[] spread, double[] weights) {
        int width = mean.length;
        double[] gradient = new double[width + 1];
        for (int row = 0; row < values.size(); row++) {
            double sum = weights[width];
            for (int i = 0; i < width; i++) {
                sum += weights[i] * (values.get(row)[i] - mean[i]) / spread[i];
            }
            double error = 1 / (1 + Math.exp(-sum)) - (truths.get(row) ? 1 : 0);
            for (int i = 0; i < width; i++) {
                gradient[i] += error * (values.get(row)[i] - mean[i]) / spread[i];
            }
            gradient[width] += error;
        }
        for (int i = 0; i <= width; i++) {
            weights[i] -= RATE * (gradient[i] / values.size() + (i < width ? PULL * weights[i] : 0));
        }
    }
}
