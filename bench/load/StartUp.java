package io.octoswarm.bench.load;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long the jar takes to its first answer, and what memory it holds when left alone. */
final class StartUp {
    private static final int ROUNDS = 3;
    private static final int IDLE_SECONDS = 30;

    private StartUp() {}

    static void run() throws IOException, InterruptedException {
        double[] seconds = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        double[] megabytes = new double[ROUNDS];
        System.out.println(
                "| round | start to /health, s | processor time of it, s | RSS after " + IDLE_SECONDS + " s, MB |");
        System.out.println("| --- | --- | --- | --- |");
        for (int i = 0; i < ROUNDS; i++) {
            try (Server server = Server.jar()) {
                seconds[i] = server.startUp().toMillis() / 1000.0;
                cpu[i] = server.cpu().toMillis() / 1000.0;
                TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                megabytes[i] = server.residentMegabytes();
                row(String.valueOf(i + 1), seconds[i], cpu[i], megabytes[i]);
            }
        }
        row("median", Sample.median(seconds), Sample.median(cpu), Sample.median(megabytes));
    }

    private static void row(String name, double seconds, double cpu, double megabytes) {
        System.out.println(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.0f |", name, seconds, cpu, megabytes));
    }
}
