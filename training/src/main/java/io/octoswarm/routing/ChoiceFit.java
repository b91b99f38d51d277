package io.octoswarm.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits the weights of a {@link ChoiceModel}: the mean logarithm of what the right alternatives are given is driven up, by
 * plain descent over standardised values, drawn a little towards 0.
 */
final class ChoiceFit {
    private static final int ROUNDS = 4_000;
    private static final double RATE = 0.5;
    private static final double PULL = 1e-3;
    private static final int WIDTH = ChoiceModel.NAMES.size();
    private static final int CONSTANT = Evidence.NAMES.size();

    /**
     * A task with the candidates that have tags.
     *
     * @param right the right one's place; as many as there are candidates: none fits
     */
    record Example(List<double[]> candidates, double[] none, int right) {
        static Example of(Choice choice, int size, int expected) {
            List<double[]> candidates = new ArrayList<>();
            int right = -1;
            for (int i = 0; i < size; i++) {
                if (!choice.sight(i).isNothing()) {
                    right = i == expected ? candidates.size() : right;
                    candidates.add(choice.sight(i).evidence().values());
                }
            }
            return new Example(
                    candidates, ChoiceModel.valuesOfNone(choice.subject()), right < 0 ? candidates.size() : right);
        }

        boolean isForNone() {
            return right == candidates.size();
        }

        /** The same task when the right one is gone. */
        Example withoutTheRightOne() {
            List<double[]> others = new ArrayList<>(candidates);
            others.remove(right);
            return new Example(others, none, others.size());
        }

        /** The values of an alternative in the places of their weights. */
        double[] row(int alternative) {
            double[] row = new double[WIDTH];
            double[] values = alternative < candidates.size() ? candidates.get(alternative) : none;
            System.arraycopy(values, 0, row, alternative < candidates.size() ? 0 : CONSTANT, values.length);
            return row;
        }
    }

    private final List<Example> examples;
    private final double[] mean = new double[WIDTH];
    private final double[] spread = new double[WIDTH];

    private ChoiceFit(List<Example> examples) {
        this.examples = examples;
        double[] counts = new double[WIDTH];
        examples.forEach(example -> {
            for (int alternative = 0; alternative <= example.candidates().size(); alternative++) {
                boolean none = alternative == example.candidates().size();
                double[] row = example.row(alternative);
                for (int i = none ? CONSTANT : 0; i < (none ? WIDTH : CONSTANT); i++) {
                    counts[i]++;
                    mean[i] += row[i];
                    spread[i] += row[i] * row[i];
                }
            }
        });
        for (int i = 0; i < WIDTH; i++) {
            mean[i] /= counts[i];
            spread[i] = Math.sqrt(Math.max(0, spread[i] / counts[i] - mean[i] * mean[i])) + 1e-6;
        }
        mean[CONSTANT] = 0;
        spread[CONSTANT] = 1;
    }

    /** The weights of the values as they are. */
    static double[] fit(List<Example> examples) {
        return new ChoiceFit(examples).fit();
    }

    /** The weights with the constant of "none" at which what they promise is, on average over these examples, true. */
    static double[] settled(double[] weights, List<Example> examples) {
        double low = -10;
        double high = 10;
        double[] settled = weights.clone();
        while (high - low > 1e-6) {
            settled[CONSTANT] = weights[CONSTANT] + (low + high) / 2;
            double surplus = 0;
            for (Example example : examples) {
                double[] utilities = utilities(example, settled);
                int best = 0;
                for (int i = 1; i < utilities.length - 1; i++) {
                    best = utilities[i] > utilities[best] ? i : best;
                }
                surplus += 1 / (1 + Math.exp(utilities[utilities.length - 1] - utilities[best]));
                surplus -= best == example.right() ? 1 : 0;
            }
            if (surplus > 0) {
                low = (low + high) / 2;
            } else {
                high = (low + high) / 2;
            }
        }
        return settled;
    }

    private static double[] utilities(Example example, double[] weights) {
        double[] utilities = new double[example.candidates().size() + 1];
        for (int alternative = 0; alternative < utilities.length; alternative++) {
            utilities[alternative] = utility(weights, example.row(alternative));
        }
        return utilities;
    }

    private static double utility(double[] weights, double[] row) {
        double utility = 0;
        for (int i = 0; i < WIDTH; i++) {
            utility += weights[i] * row[i];
        }
        return utility;
    }

    private double[] fit() {
        List<List<double[]>> rows = examples.stream().map(this::standardised).toList();
        double[] weights = new double[WIDTH];
        for (int round = 0; round < ROUNDS; round++) {
            descend(rows, weights);
        }
        double[] plain = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            plain[i] = weights[i] / spread[i];
            plain[CONSTANT] += (i < CONSTANT ? 1 : -1) * plain[i] * mean[i];
        }
        return plain;
    }

    private List<double[]> standardised(Example example) {
        List<double[]> rows = new ArrayList<>();
        for (int alternative = 0; alternative <= example.candidates().size(); alternative++) {
            boolean none = alternative == example.candidates().size();
            double[] row = example.row(alternative);
            for (int i = none ? CONSTANT : 0; i < (none ? WIDTH : CONSTANT); i++) {
                row[i] = (row[i] - mean[i]) / spread[i];
            }
            rows.add(row);
        }
        return rows;
    }

    private void descend(List<List<double[]>> all, double[] weights) {
        double[] gradient = new double[WIDTH];
        for (int e = 0; e < all.size(); e++) {
            List<double[]> rows = all.get(e);
            double[] odds = new double[rows.size()];
            double sum = 0;
            for (int a = 0; a < odds.length; a++) {
                odds[a] = Math.exp(utility(weights, rows.get(a)));
                sum += odds[a];
            }
            for (int a = 0; a < odds.length; a++) {
                double error = odds[a] / sum - (a == examples.get(e).right() ? 1 : 0);
                for (int i = 0; i < WIDTH; i++) {
                    gradient[i] += error * rows.get(a)[i];
                }
            }
        }
        for (int i = 0; i < WIDTH; i++) {
            weights[i] -= RATE * (gradient[i] / all.size() + (i == CONSTANT ? 0 : PULL * weights[i]));
        }
    }
}
