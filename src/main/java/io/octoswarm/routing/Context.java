package io.octoswarm.routing;

import static io.octoswarm.routing.ContextWeights.*;

import java.util.Arrays;

/**
 * What a piece of a word says where it stands: a small transformer (Vaswani et al. 2017; normalisation before each part,
 * one head) reads the pieces of a text, weighs each piece's vector and adds what they say together. Immutable.
 */
final class Context {
    private static final float STEADY = 1e-5f;

    /** The logarithm of the most, and negated of the least, that a piece can count. */
    static final float MOST_GATE = 4;

    private final ContextWeights weights;
    private final float[] w;
    private final ByteRows pieces;

    /** @param pieces of {@link ContextWeights#WIDTH} dimensions, a row for each piece of the vocabulary */
    Context(ContextWeights weights, ByteRows pieces) {
        this.weights = weights;
        this.w = weights.values;
        this.pieces = pieces;
    }

    /** Adds the pieces of a text to a sum, {@link ContextWeights#WINDOW} together at a time. */
    void addTo(float[] sum, int[] text, ByteRows vectors) {
        for (int from = 0; from < text.length; from += WINDOW) {
            add(sum, Arrays.copyOfRange(text, from, Math.min(text.length, from + WINDOW)), vectors);
        }
    }

    private void add(float[] sum, int[] text, ByteRows vectors) {
        float[][] x = new float[text.length][WIDTH];
        for (int t = 0; t < x.length; t++) {
            pieces.addTo(x[t], text[t]);
            add(x[t], 1, w, POSITIONS + t * WIDTH);
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            attend(x, layer(layer));
            think(x, layer(layer));
        }
        float[] together = new float[WIDTH];
        for (int t = 0; t < x.length; t++) {
            float gate = w[GATE_BIAS];
            for (int d = 0; d < WIDTH; d++) {
                gate += w[GATE + d] * x[t][d];
                together[d] += x[t][d];
            }
            vectors.addTo(sum, text[t], gate(gate));
        }
        times(together, RESULT, sum);
        add(sum, x.length, w, weights.resultBias);
    }

    /** What a piece counts, of its logarithm before it is bounded. */
    static float gate(float raw) {
        return (float) Math.exp(Math.max(-MOST_GATE, Math.min(MOST_GATE, raw)));
    }

    private void attend(float[][] x, int layer) {
        int length = x.length;
        float[][] all = new float[length][];
        for (int t = 0; t < length; t++) {
            all[t] = Arrays.copyOfRange(w, layer + QUERY_KEY_VALUE_BIAS, layer + QUERY_KEY_VALUE_BIAS + 3 * WIDTH);
            times(normal(x[t], layer + SCALE_BEFORE_ATTENTION), layer + QUERY_KEY_VALUE, all[t]);
        }
        for (int t = 0; t < length; t++) {
            float[] shares = shares(all, t);
            float[] mixed = new float[WIDTH];
            for (int other = 0; other < length; other++) {
                add(mixed, shares[other], all[other], 2 * WIDTH);
            }
            times(mixed, layer + MIXED, x[t]);
            add(x[t], 1, w, layer + MIXED_BIAS);
        }
    }

    /**
     * How much a piece looks at each one; the sum is 1.
     *
     * @param all query, key and value of each piece, one behind the other
     */
    static float[] shares(float[][] all, int piece) {
        float[] shares = new float[all.length];
        float most = Float.NEGATIVE_INFINITY;
        for (int other = 0; other < shares.length; other++) {
            for (int d = 0; d < WIDTH; d++) {
                shares[other] += all[piece][d] * all[other][WIDTH + d];
            }
            shares[other] /= (float) Math.sqrt(WIDTH);
            most = Math.max(most, shares[other]);
        }
        float sum = 0;
        for (int other = 0; other < shares.length; other++) {
            shares[other] = (float) Math.exp(shares[other] - most);
            sum += shares[other];
        }
        for (int other = 0; other < shares.length; other++) {
            shares[other] /= sum;
        }
        return shares;
    }

    private void think(float[][] x, int layer) {
        for (float[] piece : x) {
            float[] inner = Arrays.copyOfRange(w, layer + INNER_IN_BIAS, layer + INNER_IN_BIAS + INNER);
            times(normal(piece, layer + SCALE_BEFORE_INNER), layer + INNER_IN, inner);
            for (int i = 0; i < INNER; i++) {
                inner[i] = Math.max(0, inner[i]);
            }
            times(inner, layer + INNER_OUT, piece);
            add(piece, 1, w, layer + INNER_OUT_BIAS);
        }
    }

    /** At mean 0 and spread 1, then scaled and shifted; the shifts stand behind the scales. */
    private float[] normal(float[] x, int scales) {
        float[] normal = new float[WIDTH];
        standardise(x, normal);
        for (int d = 0; d < WIDTH; d++) {
            normal[d] = normal[d] * w[scales + d] + w[scales + WIDTH + d];
        }
        return normal;
    }

    /** Writes a vector at mean 0 and spread 1; what its distances from the mean were multiplied by. */
    static float standardise(float[] x, float[] unit) {
        float mean = 0;
        for (float value : x) {
            mean += value / WIDTH;
        }
        float spread = STEADY;
        for (float value : x) {
            spread += (value - mean) * (value - mean) / WIDTH;
        }
        float inverse = (float) (1 / Math.sqrt(spread));
        for (int d = 0; d < WIDTH; d++) {
            unit[d] = (x[d] - mean) * inverse;
        }
        return inverse;
    }

    /** Adds a vector times a matrix of weights to a result. */
    private void times(float[] in, int matrix, float[] out) {
        for (int i = 0; i < in.length; i++) {
            add(out, in[i], w, matrix + i * out.length);
        }
    }

    private static void add(float[] sum, float times, float[] values, int from) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += times * values[from + d];
        }
    }
}
