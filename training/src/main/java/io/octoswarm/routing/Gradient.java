package io.octoswarm.routing;

import java.util.Map;
import java.util.TreeMap;

/** What one thread found out about where to move weights: all of the net's, and the rows of the pieces that it saw. */
final class Gradient {
    final float[] net;
    final Map<Integer, float[]> vectors = new TreeMap<>();
    final Map<Integer, float[]> pieces = new TreeMap<>();

    Gradient(int size) {
        net = new float[size];
    }

    static float[] row(Map<Integer, float[]> rows, int row, int dimensions) {
        return rows.computeIfAbsent(row, added -> new float[dimensions]);
    }

    void add(Gradient other) {
        Algebra.add(net, other.net, 1);
        other.vectors.forEach((row, values) -> Algebra.add(row(vectors, row, values.length), values, 1));
        other.pieces.forEach((row, values) -> Algebra.add(row(pieces, row, values.length), values, 1));
    }
}
