package io.octoswarm.routing;

/** Adam (Kingma and Ba 2015) over some rows of weights, each with a clock of its own: rows that are not seen stay. */
final class Adam {
    private static final double KEPT = 0.9;
    private static final double KEPT_OF_SQUARES = 0.999;
    private static final double LEAST = 1e-8;

    private final float[][] rows;
    private final float[][] means;
    private final float[][] squares;
    private final int[] steps;

    Adam(float[][] rows) {
        this.rows = rows;
        means = new float[rows.length][];
        squares = new float[rows.length][];
        steps = new int[rows.length];
    }

    void step(int row, float[] gradient, double rate) {
        if (means[row] == null) {
            means[row] = new float[gradient.length];
            squares[row] = new float[gradient.length];
        }
        steps[row]++;
        float[] mean = means[row];
        float[] square = squares[row];
        float scale = (float) (rate / (1 - Math.pow(KEPT, steps[row])));
        float scaleOfSquares = (float) (1 / (1 - Math.pow(KEPT_OF_SQUARES, steps[row])));
        for (int i = 0; i < gradient.length; i++) {
            mean[i] += (float) (1 - KEPT) * (gradient[i] - mean[i]);
            square[i] += (float) (1 - KEPT_OF_SQUARES) * (gradient[i] * gradient[i] - square[i]);
            rows[row][i] -= (float) (scale * mean[i] / (Math.sqrt(square[i] * scaleOfSquares) + LEAST));
        }
    }
}
