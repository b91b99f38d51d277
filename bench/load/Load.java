package io.octoswarm.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** A closed loop: each connection sends its next request when the answer to the last one is there. */
final class Load {
    private static final int MOST_CALLS = 2_000_000;
    private static final int WARM_UP_CALLS = 100_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);

    private Load() {}

    /** By count more than by time: on a busy machine the compiler comes late. */
    static void warmUp(Target target) throws IOException {
        run(target, 8, LONGEST_WARM_UP, WARM_UP_CALLS / 8);
        run(target, 1, Duration.ofSeconds(2), WARM_UP_CALLS);
    }

    /** Puts a target under load for a time. An answer that is not 200 ends the benchmark. */
    static Sample run(Target target, int connections, Duration time) throws IOException {
        return run(target, connections, time, MOST_CALLS / connections);
    }

    private static Sample run(Target target, int connections, Duration time, int most) throws IOException {
        List<Connection> open = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (int i = 0; i < connections; i++) {
                open.add(checked(target));
            }
            Duration cpu = target.cpu();
            long start = System.nanoTime();
            List<Future<long[]>> running = open.stream()
                    .map(connection ->
                            threads.submit(() -> loop(connection, target.request(), start + time.toNanos(), most)))
                    .toList();
            long[] nanos = running.stream().flatMapToLong(Load::result).toArray();
            double seconds = (System.nanoTime() - start) / 1e9;
            return Sample.of(nanos, seconds, target.cpu().minus(cpu).toNanos() / 1e3);
        } finally {
            threads.shutdownNow();
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static Connection checked(Target target) throws IOException {
        Connection connection = new Connection(target.port());
        connection.exchange(target.request());
        if (!connection.text().contains(target.expected())) {
            throw new IOException(target.name() + " answers something else: " + connection.text());
        }
        return connection;
    }

    private static long[] loop(Connection connection, Request request, long end, int most) throws IOException {
        long[] nanos = new long[most];
        int count = 0;
        for (long now = System.nanoTime(); now < end && count < nanos.length; count++) {
            connection.exchange(request);
            long after = System.nanoTime();
            nanos[count] = after - now;
            now = after;
        }
        return Arrays.copyOf(nanos, count);
    }

    private static LongStream result(Future<long[]> running) {
        try {
            return Arrays.stream(running.get());
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("A connection failed.", failed);
        }
    }
}
