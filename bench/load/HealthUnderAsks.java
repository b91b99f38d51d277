package io.octoswarm.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How long /health takes while an agent keeps many callers waiting. */
final class HealthUnderAsks {
    private static final int BLOCKED = 50;
    private static final int ROUNDS = 5;
    private static final Duration STRETCH = Duration.ofSeconds(2);

    private HealthUnderAsks() {}

    static void run(Server server) throws IOException, InterruptedException {
        Target health = new Target("/health", server, Request.get("/health"), "octo-bench");
        Load.warmUp(health);
        System.out.println("| blocked asks | connections | /health p50, ms | p99, ms |");
        System.out.println("| --- | --- | --- | --- |");
        rows(health, 0);
        ExecutorService askers = Executors.newFixedThreadPool(BLOCKED);
        try {
            for (int i = 0; i < BLOCKED; i++) {
                askers.submit(
                        () -> Connection.once(server.port(), Request.tool("ask", "{\"question\":\"wait for me\"}")));
            }
            awaitBlocked(server);
            rows(health, BLOCKED);
            if (blocked(server) != BLOCKED) {
                throw new IllegalStateException("Some of the asks ended too early.");
            }
        } finally {
            Connection.once(server.port(), Request.post("/bench/release", "{}"));
            askers.shutdownNow();
        }
    }

    private static void rows(Target health, int blocked) throws IOException {
        for (int connections : List.of(1, 8)) {
            double[] p50 = new double[ROUNDS];
            double[] p99 = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                Sample sample = Load.run(health, connections, STRETCH);
                p50[i] = sample.p50();
                p99[i] = sample.p99();
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %d | %d | %.2f | %.2f |",
                    blocked,
                    connections,
                    Sample.median(p50),
                    Sample.median(p99)));
        }
    }

    private static void awaitBlocked(Server server) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (blocked(server) == BLOCKED) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("Only " + blocked(server) + " asks were let in.");
    }

    private static int blocked(Server server) throws IOException {
        return Integer.parseInt(Connection.once(server.port(), Request.get("/bench/blocked")));
    }
}
