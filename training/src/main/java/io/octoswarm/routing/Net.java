package io.octoswarm.routing;

import static io.octoswarm.routing.ContextWeights.*;

import java.util.Arrays;
import java.util.Random;

/**
 * {@link Context} under fitting: the same sums, with all that lies on the way kept, and the way back. Reading texts at
 * once is safe while nothing is moved.
 */
final class Net {
    final int dimensions;
    final ContextWeights weights;
    final float[][] vectors;
    final float[][] pieces;
    private final float[] w;
    private final FlatNet flat;

    /** @param vectors where each piece points; a start, moved in place */
    Net(float[][] vectors, float[][] pieces, Random random) {
        this.dimensions = vectors[0].length;
        this.vectors = vectors;
        this.pieces = pieces;
        this.w = new float[size(dimensions)];
        this.flat = new FlatNet(w);
        this.weights = new ContextWeights(dimensions, w);
        fill(POSITIONS, WINDOW * WIDTH, 0.02, random);
        for (int number = 0; number < LAYERS; number++) {
            int layer = ContextWeights.layer(number);
            Arrays.fill(w, layer + SCALE_BEFORE_ATTENTION, layer + SHIFT_BEFORE_ATTENTION, 1);
            Arrays.fill(w, layer + SCALE_BEFORE_INNER, layer + SHIFT_BEFORE_INNER, 1);
            fill(layer + QUERY_KEY_VALUE, WIDTH * 3 * WIDTH, 0.09, random);
            fill(layer + MIXED, WIDTH * WIDTH, 0.07, random);
            fill(layer + INNER_IN, WIDTH * INNER, 0.07, random);
            fill(layer + INNER_OUT, INNER * WIDTH, 0.05, random);
        }
    }

    private void fill(int from, int count, double spread, Random random) {
        for (int i = 0; i < count; i++) {
            w[from + i] = (float) (spread * random.nextGaussian());
        }
    }

    /** A text on its way forth. */
    final class Reading {
        final int[] text;
        final float[] sum = new float[dimensions];
        private final NetLayer[] layers = new NetLayer[LAYERS];
        private final float[][] x;
        private final float[] gates;
        private final float[] raw;
        private final float[] together = new float[WIDTH];

        private Reading(int[] text) {
            this.text = text;
            this.x = new float[text.length][];
            this.gates = new float[text.length];
            this.raw = new float[text.length];
        }

        /** The sum made a unit. */
        float[] unit() {
            return Algebra.normalise(sum.clone());
        }
    }

    /** @param text at most {@link ContextWeights#WINDOW} pieces; more are cut off */
    Reading read(int[] text) {
        Reading reading = new Reading(text.length <= WINDOW ? text : Arrays.copyOf(text, WINDOW));
        for (int t = 0; t < reading.x.length; t++) {
            reading.x[t] = pieces[reading.text[t]].clone();
            flat.add(reading.x[t], 1, POSITIONS + t * WIDTH);
        }
        for (int number = 0; number < LAYERS; number++) {
            reading.layers[number] = new NetLayer(flat, ContextWeights.layer(number), reading.x.length);
            reading.layers[number].forth(reading.x);
        }
        for (int t = 0; t < reading.x.length; t++) {
            float gate = w[GATE_BIAS];
            for (int d = 0; d < WIDTH; d++) {
                gate += w[GATE + d] * reading.x[t][d];
                reading.together[d] += reading.x[t][d];
            }
            reading.raw[t] = gate;
            reading.gates[t] = Context.gate(gate);
            Algebra.add(reading.sum, vectors[reading.text[t]], reading.gates[t]);
        }
        flat.times(reading.together, RESULT, reading.sum);
        flat.add(reading.sum, reading.x.length, weights.resultBias);
        return reading;
    }

    /** The way back from the gradient of a loss by a text's unit vector; what is found is added to a gradient. */
    void back(Reading reading, float[] byUnit, Gradient found) {
        float[] by = bySum(reading.sum, byUnit);
        int length = reading.x.length;
        float[][] byX = new float[length][WIDTH];
        float[] byTogether = new float[WIDTH];
        flat.timesBack(reading.together, RESULT, by, byTogether, found.net);
        Algebra.add(found.net, weights.resultBias, by, length);
        for (int t = 0; t < length; t++) {
            float[] vector = vectors[reading.text[t]];
            Algebra.add(Gradient.row(found.vectors, reading.text[t], dimensions), by, reading.gates[t]);
            float byGate = Math.abs(reading.raw[t]) < Context.MOST_GATE ? Cosine.of(by, vector) * reading.gates[t] : 0;
            found.net[GATE_BIAS] += byGate;
            for (int d = 0; d < WIDTH; d++) {
                found.net[GATE + d] += byGate * reading.x[t][d];
                byX[t][d] = byTogether[d] + byGate * w[GATE + d];
            }
        }
        for (int number = LAYERS - 1; number >= 0; number--) {
            reading.layers[number].back(byX, found.net);
        }
        for (int t = 0; t < length; t++) {
            Algebra.add(found.net, POSITIONS + t * WIDTH, byX[t], 1);
            Algebra.add(Gradient.row(found.pieces, reading.text[t], WIDTH), byX[t], 1);
        }
    }

    private static float[] bySum(float[] sum, float[] byUnit) {
        float length = (float) Math.sqrt(Cosine.of(sum, sum)) + 1e-9f;
        float along = Cosine.of(sum, byUnit) / (length * length);
        float[] by = byUnit.clone();
        Algebra.add(by, sum, -along);
        for (int d = 0; d < by.length; d++) {
            by[d] /= length;
        }
        return by;
    }
}
