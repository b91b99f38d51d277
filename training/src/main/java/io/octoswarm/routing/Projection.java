package io.octoswarm.routing;

/** Centres vectors and turns them onto the directions in which they differ most. */
final class Projection {
    private static final int ROUNDS = 40;

    private final float[] mean;
    private final float[][] axes;

    /** @param dimensions how many directions are kept */
    Projection(float[][] sample, int dimensions) {
        mean = Algebra.mean(sample);
        axes = axes(covariance(sample, mean), dimensions);
    }

    /** The unit vector of what is left of a vector. */
    float[] of(float[] vector) {
        float[] centred = vector.clone();
        Algebra.add(centred, mean, -1);
        float[] turned = new float[axes.length];
        for (int axis = 0; axis < axes.length; axis++) {
            turned[axis] = Algebra.dot(axes[axis], centred);
        }
        return Algebra.normalise(turned);
    }

    private static double[][] covariance(float[][] sample, float[] mean) {
        int width = mean.length;
        double[][] covariance = new double[width][width];
        for (float[] vector : sample) {
            for (int i = 0; i < width; i++) {
                double left = vector[i] - mean[i];
                for (int j = i; j < width; j++) {
                    covariance[i][j] += left * (vector[j] - mean[j]);
                }
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i][j] = covariance[j][i];
            }
        }
        return covariance;
    }

    /** Orthogonal iteration: enough for a subspace, whose axes need not be exact. */
    private static float[][] axes(double[][] covariance, int dimensions) {
        int width = covariance.length;
        double[][] axes = new double[dimensions][width];
        java.util.Random random = new java.util.Random(7);
        for (double[] axis : axes) {
            for (int d = 0; d < width; d++) {
                axis[d] = random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int a = 0; a < dimensions; a++) {
                double[] turned = new double[width];
                for (int i = 0; i < width; i++) {
                    double sum = 0;
                    for (int j = 0; j < width; j++) {
                        sum += covariance[i][j] * axes[a][j];
                    }
                    turned[i] = sum;
                }
                axes[a] = turned;
            }
            orthonormalise(axes);
        }
        float[][] result = new float[dimensions][width];
        for (int a = 0; a < dimensions; a++) {
            for (int d = 0; d < width; d++) {
                result[a][d] = (float) axes[a][d];
            }
        }
        return result;
    }

    private static void orthonormalise(double[][] axes) {
        for (int a = 0; a < axes.length; a++) {
            for (int b = 0; b < a; b++) {
                double shared = 0;
                for (int d = 0; d < axes[a].length; d++) {
                    shared += axes[a][d] * axes[b][d];
                }
                for (int d = 0; d < axes[a].length; d++) {
                    axes[a][d] -= shared * axes[b][d];
                }
            }
            double length = 0;
            for (double value : axes[a]) {
                length += value * value;
            }
            for (int d = 0; d < axes[a].length; d++) {
                axes[a][d] /= Math.sqrt(length);
            }
        }
    }
}
