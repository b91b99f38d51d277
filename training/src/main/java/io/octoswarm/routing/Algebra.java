package io.octoswarm.routing;

/** The few operations on vectors that fitting needs. */
final class Algebra {
    private Algebra() {}

    static float[] normalise(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] / length);
            }
        }
        return vector;
    }

    static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    static void add(float[] sum, float[] vector, float times) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += times * vector[d];
        }
    }

    /** Adds to a part of a longer vector. */
    static void add(float[] sum, int from, float[] vector, float times) {
        for (int d = 0; d < vector.length; d++) {
            sum[from + d] += times * vector[d];
        }
    }

    static float[] mean(float[][] vectors) {
        double[] sum = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
        }
        float[] mean = new float[sum.length];
        for (int d = 0; d < mean.length; d++) {
            mean[d] = (float) (sum[d] / vectors.length);
        }
        return mean;
    }
}
