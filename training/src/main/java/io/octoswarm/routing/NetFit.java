package io.octoswarm.routing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Moves a net and its vectors, step by step. Not thread-safe; it uses all processors itself. */
final class NetFit {
    private static final double RATE = 8e-3;
    private static final double NET_RATE = 2e-3;

    /** What is to be driven down. */
    interface Loss {
        /**
         * Writes its gradients.
         *
         * @param units of the texts, in their order
         * @param by a place for the gradient by each of them, to be filled
         */
        void gradients(float[][] units, float[][] by);
    }

    private final Net net;
    private final Adam vectors;
    private final Adam pieces;
    private final Adam weights;

    NetFit(Net net) {
        this.net = net;
        this.vectors = new Adam(net.vectors);
        this.pieces = new Adam(net.pieces);
        this.weights = new Adam(new float[][] {net.weights.values});
    }

    /** @param rest of the way, 1 to 0: the nearer the end, the smaller the step */
    void step(List<int[]> texts, Loss loss, double rest) {
        Net.Reading[] readings = new Net.Reading[texts.size()];
        IntStream.range(0, readings.length).parallel().forEach(i -> readings[i] = net.read(texts.get(i)));
        float[][] by = new float[readings.length][];
        loss.gradients(Arrays.stream(readings).map(Net.Reading::unit).toArray(float[][]::new), by);
        // Two halves, added in one order: the result does not depend on how many threads there are.
        Gradient[] halves = {new Gradient(net.weights.values.length), new Gradient(net.weights.values.length)};
        IntStream.range(0, halves.length).parallel().forEach(half -> {
            for (int i = half; i < readings.length; i += halves.length) {
                net.back(readings[i], by[i], halves[half]);
            }
        });
        halves[0].add(halves[1]);
        weights.step(0, halves[0].net, rest * NET_RATE);
        halves[0].vectors.forEach((row, gradient) -> vectors.step(row, gradient, rest * RATE));
        halves[0].pieces.forEach((row, gradient) -> pieces.step(row, gradient, rest * RATE));
    }
}
