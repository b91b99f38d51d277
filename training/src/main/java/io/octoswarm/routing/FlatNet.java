package io.octoswarm.routing;

import static io.octoswarm.routing.ContextWeights.WIDTH;

import java.util.Arrays;

/**
 * What a net does with weights that stand one behind the other, each with its way back: {@code back} takes the gradient by
 * what came out, adds to that by what went in, and to that by the weights. No weight is changed here.
 */
final class FlatNet {
    private final float[] w;

    FlatNet(float[] weights) {
        this.w = weights;
    }

    /** Numbers made to have the mean 0 and the variance 1, then scaled and shifted. */
    static final class Normal {
        final float[] out = new float[WIDTH];
        private final float[] unit = new float[WIDTH];
        private float inverse;
    }

    /** Some of the weights, copied. */
    float[] part(int from, int length) {
        return Arrays.copyOfRange(w, from, from + length);
    }

    Normal normal(float[] x, int scales) {
        Normal normal = new Normal();
        normal.inverse = Context.standardise(x, normal.unit);
        for (int d = 0; d < WIDTH; d++) {
            normal.out[d] = normal.unit[d] * w[scales + d] + w[scales + WIDTH + d];
        }
        return normal;
    }

    void normalBack(Normal normal, int scales, float[] by, float[] byX, float[] found) {
        float mean = 0;
        float along = 0;
        for (int d = 0; d < WIDTH; d++) {
            found[scales + d] += by[d] * normal.unit[d];
            found[scales + WIDTH + d] += by[d];
            by[d] *= w[scales + d];
            mean += by[d] / WIDTH;
            along += by[d] * normal.unit[d] / WIDTH;
        }
        for (int d = 0; d < WIDTH; d++) {
            byX[d] += (by[d] - mean - normal.unit[d] * along) * normal.inverse;
        }
    }

    /** @param matrix where it begins; a row for each number that goes in */
    void times(float[] in, int matrix, float[] out) {
        for (int i = 0; i < in.length; i++) {
            if (in[i] != 0) {
                add(out, in[i], matrix + i * out.length);
            }
        }
    }

    void timesBack(float[] in, int matrix, float[] byOut, float[] byIn, float[] found) {
        for (int i = 0; i < in.length; i++) {
            int row = matrix + i * byOut.length;
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int d = 0; d < byOut.length; d += 4) {
                s0 += w[row + d] * byOut[d];
                s1 += w[row + d + 1] * byOut[d + 1];
                s2 += w[row + d + 2] * byOut[d + 2];
                s3 += w[row + d + 3] * byOut[d + 3];
            }
            byIn[i] += s0 + s1 + s2 + s3;
            if (in[i] != 0) {
                Algebra.add(found, row, byOut, in[i]);
            }
        }
    }

    void add(float[] sum, float times, int from) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += times * w[from + d];
        }
    }
}
