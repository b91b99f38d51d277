package io.octoswarm.bench.load;

import java.util.Arrays;

/**
 * What one stretch of load showed.
 *
 * @param perSecond answered calls a second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param cpu microseconds of the server's processor time a call: what other programs on the machine disturb least
 */
record Sample(double perSecond, double p50, double p99, double cpu) {
    static Sample of(long[] nanos, double seconds, double cpuMicros) {
        if (nanos.length == 0) {
            throw new IllegalStateException("No call was answered.");
        }
        Arrays.sort(nanos);
        return new Sample(nanos.length / seconds, millis(nanos, 0.5), millis(nanos, 0.99), cpuMicros / nanos.length);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e6;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
