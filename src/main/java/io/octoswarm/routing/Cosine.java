package io.octoswarm.routing;

/** Vectors of length 1, and the cosine of two of them. */
final class Cosine {
    private Cosine() {}

    static float of(float[] a, float[] b) {
        // Four sums side by side: the processor need not wait for one addition to begin the next.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        for (; d + 3 < a.length; d += 4) {
            s0 += a[d] * b[d];
            s1 += a[d + 1] * b[d + 1];
            s2 += a[d + 2] * b[d + 2];
            s3 += a[d + 3] * b[d + 3];
        }
        for (; d < a.length; d++) {
            s0 += a[d] * b[d];
        }
        return s0 + s1 + s2 + s3;
    }

    /** The vector at length 1; of 0, itself. */
    static float[] unit(float[] vector) {
        double length = Math.sqrt(of(vector, vector));
        if (length > 1e-6) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) length;
            }
        }
        return vector;
    }
}
