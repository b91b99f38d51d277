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

    /** The weights with the intercept at which they promise, on average over these values, as much as is true. */
    static double[] settled(double[] weights, List<double[]> values, List<Boolean> truths) {
        double share = truths.stream().filter(truth -> truth).count() / (double) truths.size();
        double low = -10;
        double high = 10;
        double[] settled = weights.clone();
        while (high - low > 1e-6) {
            settled[weights.length - 1] = weights[weights.length - 1] + (low + high) / 2;
            double promised =
                    values.stream().mapToDouble(row -> probability(settled, row)).average().orElse(0);
            if (promised < share) {
                low = (low + high) / 2;
            } else {
                high = (low + high) / 2;
            }
        }
        return settled;
    }

    private static double probability(double[] weights, double[] row) {
        double sum = weights[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return 1 / (1 + Math.exp(-sum));
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
