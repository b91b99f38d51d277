package io.octoswarm.routing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The weights of {@link Context} one behind the other, and where each begins. A matrix has a row for each input. As a
 * file: the number of dimensions of the result and of all weights (int), the weights (float).
 */
final class ContextWeights {
    /** So many numbers stand for a piece within the net. */
    static final int WIDTH = 64;

    static final int INNER = 2 * WIDTH;
    static final int LAYERS = 1;

    /** So many pieces are read together. */
    static final int WINDOW = 24;

    static final int POSITIONS = 0;
    private static final int FIRST_LAYER = WINDOW * WIDTH;

    // Places within a layer.
    static final int SCALE_BEFORE_ATTENTION = 0;
    static final int SHIFT_BEFORE_ATTENTION = SCALE_BEFORE_ATTENTION + WIDTH;
    static final int QUERY_KEY_VALUE = SHIFT_BEFORE_ATTENTION + WIDTH;
    static final int QUERY_KEY_VALUE_BIAS = QUERY_KEY_VALUE + WIDTH * 3 * WIDTH;
    static final int MIXED = QUERY_KEY_VALUE_BIAS + 3 * WIDTH;
    static final int MIXED_BIAS = MIXED + WIDTH * WIDTH;
    static final int SCALE_BEFORE_INNER = MIXED_BIAS + WIDTH;
    static final int SHIFT_BEFORE_INNER = SCALE_BEFORE_INNER + WIDTH;
    static final int INNER_IN = SHIFT_BEFORE_INNER + WIDTH;
    static final int INNER_IN_BIAS = INNER_IN + WIDTH * INNER;
    static final int INNER_OUT = INNER_IN_BIAS + INNER;
    static final int INNER_OUT_BIAS = INNER_OUT + INNER * WIDTH;
    static final int LAYER = INNER_OUT_BIAS + WIDTH;

    static final int GATE = FIRST_LAYER + LAYERS * LAYER;
    static final int GATE_BIAS = GATE + WIDTH;
    static final int RESULT = GATE_BIAS + 1;

    private static final int MOST_DIMENSIONS = 1024;

    final int dimensions;
    final int resultBias;
    final float[] values;

    ContextWeights(int dimensions, float[] values) {
        this.dimensions = dimensions;
        this.resultBias = RESULT + WIDTH * dimensions;
        this.values = values;
    }

    static int size(int dimensions) {
        return RESULT + (WIDTH + 1) * dimensions;
    }

    static int layer(int number) {
        return FIRST_LAYER + number * LAYER;
    }

    static ContextWeights read(DataInputStream in) throws IOException {
        int dimensions = in.readInt();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS || in.readInt() != size(dimensions)) {
            throw new IOException("These are no weights of this version.");
        }
        float[] values = new float[size(dimensions)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return new ContextWeights(dimensions, values);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(dimensions);
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }
}
