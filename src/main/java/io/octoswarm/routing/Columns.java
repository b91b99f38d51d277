package io.octoswarm.routing;

/** Vectors side by side, kept by dimension: so the processor compares one vector with many of them at once. Immutable. */
final class Columns {
    private final float[][] values;

    /** @param rows at least one, all of one length */
    Columns(float[][] rows) {
        values = new float[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int d = 0; d < values.length; d++) {
                values[d][row] = rows[row][d];
            }
        }
    }

    /** The scalar products of a vector with each: their cosines where all are of length 1. */
    float[] cosines(float[] vector) {
        float[] cosines = new float[values[0].length];
        for (int d = 0; d < values.length; d++) {
            float value = vector[d];
            float[] column = values[d];
            for (int row = 0; row < cosines.length; row++) {
                cosines[row] += value * column[row];
            }
        }
        return cosines;
    }

    /** Turns cosines into shares of 1: the sharper, the more the largest has (softmax). */
    static void share(float[] cosines, double sharpness) {
        double sum = 0;
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = (float) Math.exp(sharpness * (cosines[i] - 1));
            sum += cosines[i];
        }
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] /= (float) sum;
        }
    }

    /** The entropy of shares, in nats. */
    static double entropy(float[] shares) {
        double entropy = 0;
        for (float share : shares) {
            entropy -= share * Math.log(share + 1e-9);
        }
        return entropy;
    }
}
