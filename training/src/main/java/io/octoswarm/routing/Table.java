package io.octoswarm.routing;

import java.util.Random;

/**
 * Vectors of features under fitting. A text's vector is the sum over its features, made a unit. Steps are those of
 * Adagrad, feature by feature.
 */
final class Table {
    final float[][] rows;
    private final float[] steps;

    Table(float[][] start) {
        rows = start;
        steps = new float[start.length];
    }

    /** The sum before it is made a unit. */
    float[] sum(int[] features) {
        float[] sum = new float[rows[0].length];
        for (int feature : features) {
            Algebra.add(sum, rows[feature], 1);
        }
        return sum;
    }

    /** Moves the features of a text against the gradient of a loss by the text's unit vector. */
    void descend(int[] features, float[] sum, float[] gradient, float rate) {
        double length = Math.sqrt(Algebra.dot(sum, sum)) + 1e-9;
        float along = (float) (Algebra.dot(sum, gradient) / (length * length));
        float[] step = gradient.clone();
        Algebra.add(step, sum, -along);
        float power = 0;
        for (int d = 0; d < step.length; d++) {
            step[d] /= (float) length;
            power += step[d] * step[d];
        }
        for (int feature : features) {
            steps[feature] += power / step.length;
            Algebra.add(rows[feature], step, (float) (-rate / Math.sqrt(steps[feature] + 1e-8)));
        }
    }

    /** One step of a text towards a unit vector; one minus the cosine before it. */
    double approach(int[] features, float[] target, float rate) {
        float[] sum = sum(features);
        double cosine = Algebra.dot(sum, target) / (Math.sqrt(Algebra.dot(sum, sum)) + 1e-9);
        float[] gradient = new float[target.length];
        Algebra.add(gradient, target, -1);
        descend(features, sum, gradient, rate);
        return 1 - cosine;
    }

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
