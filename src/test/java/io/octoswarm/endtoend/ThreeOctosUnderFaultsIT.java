package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.OctoProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three Octos share work while a random one is killed and started again, over and over. Afterwards every task that was
 * acknowledged has ended, and no result was recorded twice. {@code -Docto.faults.tasks=300 -Docto.faults.seconds=60} makes
 * the short run of every build a long one.
 */
class ThreeOctosUnderFaultsIT {
    private static final int TASKS = Integer.getInteger("octo.faults.tasks", 40);
    private static final long SECONDS = Long.getLong("octo.faults.seconds", 10);
    private static final long SEED = Long.getLong("octo.faults.seed", System.nanoTime());

    private static final long OUTAGE_MILLIS = 30_000; // a start, and a lease that could not be renewed meanwhile

    private record Kill(String octo, long at) {}

    @TempDir
    private Path folder;

    /** All of them wait, which the common pool is not for: with two cores it has one thread. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<OctoProcess> octos = new ArrayList<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private final List<Long> outages = new ArrayList<>();
    private final Random random = new Random(SEED);

    @AfterEach
    void end() {
        octos.forEach(OctoProcess::close);
        threads.shutdownNow();
    }

    @Test
    void theSupervisorsBoardLosesNothing() throws Exception {
        start(Map.of());
        String name = "board of the supervisor, seed " + SEED;

        postAndKill(name, "atlas", () -> {});

        octos.forEach(OctoProcess::stop);
        Path file = octos.get(0).folder().resolve(".octo/swarm/octo.db");
        try (Connection board = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            count(board, name);
        }
    }

    @Test
    void aSharedDatabaseLosesNothingThoughItIsStartedAnew() throws Exception {
        try (Database database = new Database(folder.resolve("postgres"))) {
            start(Map.of("SWARM_BOARD_URL", database.url()));
            String name = "PostgreSQL, seed " + SEED;

            postAndKill(name, "nobody", database::restart);

            try (Connection board = DriverManager.getConnection(database.url())) {
                count(board, name);
            }
        }
    }

    /** Their brain is a program that takes its time, so that a kill meets tasks that are under way. */
    private void start(Map<String, String> settings) throws IOException {
        Path brain = Files.writeString(folder.resolve("brain.sh"), "cat > /dev/null; sleep 2; echo done\n");
        for (String name : List.of("atlas", "scholar", "sentinel")) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("SWARM_ROLE", name.equals("atlas") ? "supervisor" : "worker");
            all.put("SWARM_CAPABILITIES", name.equals("atlas") ? "coding" : "ops");
            all.put("SWARM_AGENT", "command");
            all.put("SWARM_AGENT_COMMAND", "sh " + brain);
            all.put("BG_MAX_CONCURRENT", "6");
            octos.add(OctoProcess.prepare(folder.resolve(name), name, all));
        }
        octos.parallelStream().forEach(OctoProcess::start);
        octos.subList(1, 3)
                .forEach(octo -> octo.command("/swarm add atlas " + octos.get(0).mcpUrl()));
    }

    /** @param keeper the Octo whose end takes the board away */
    private void postAndKill(String what, String keeper, Runnable inTheMiddle) {
        CompletableFuture<Void> posting = CompletableFuture.runAsync(this::post, threads);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long middle = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS / 2);
        Map<OctoProcess, CompletableFuture<Void>> starts = new HashMap<>();
        boolean done = false;
        while (System.nanoTime() < end || kills.size() < 2 || !done) {
            pause(Duration.ofMillis(1_000 + random.nextInt(3_000)));
            OctoProcess victim = octos.get(random.nextInt(octos.size()));
            if (starts.getOrDefault(victim, CompletableFuture.completedFuture(null))
                    .isDone()) {
                kills.add(new Kill(victim.name(), System.currentTimeMillis()));
                if (victim.name().equals(keeper)) {
                    outages.add(System.currentTimeMillis());
                }
                victim.kill();
                starts.put(victim, CompletableFuture.runAsync(victim::start, threads));
            }
            if (!done && System.nanoTime() > middle) {
                outages.addAll(keeper.equals("atlas") ? List.of() : List.of(System.currentTimeMillis()));
                inTheMiddle.run();
                done = true;
            }
        }
        starts.values().forEach(CompletableFuture::join);
        posting.join();
        System.out.println("Faults, " + what + ": " + acknowledged.size() + " tasks, " + kills.size() + " kills: "
                + kills.stream().map(Kill::octo).collect(Collectors.groupingBy(name -> name, Collectors.counting())));
        acknowledged.values().forEach(this::awaitEnd);
    }

    /** Half of them are for the workers only; each is repeated under its key until it is acknowledged. */
    private void post() {
        Random choice = new Random(SEED);
        Duration between = Duration.ofMillis(SECONDS * 1_000 / TASKS);
        for (int i = 0; i < TASKS; i++) {
            String key = "task-" + i;
            List<String> needs = choice.nextBoolean() ? List.of("ops") : List.of();
            await().pollDelay(Duration.ZERO).atMost(Duration.ofMinutes(3)).until(() -> {
                String id = post("dig hole number " + key, needs, key);
                if (!id.isEmpty()) {
                    acknowledged.put(key, id);
                }
                return !id.isEmpty();
            });
            pause(between);
        }
    }

    /** The task's id; empty: whether it was posted is not known. */
    private String post(String text, List<String> needs, String key) {
        try {
            return octos.get(0)
                    .call(
                            "post_task",
                            Map.of("task", text, "capabilities", needs),
                            Map.of("octoswarm.io/idempotency-key", key))
                    .path("task_id")
                    .asString("");
        } catch (UncheckedIOException cut) {
            return "";
        }
    }

    /** What a load is made of, and no waiting for something. */
    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private void awaitEnd(String id) {
        await().pollDelay(Duration.ZERO) // most have ended when they are asked for
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(octos.get(0)
                                .call("check_task", Map.of("task_id", id), Map.of())
                                .path("status")
                                .asString())
                        .isIn("completed", "failed"));
    }

    private void count(Connection board, String what) throws SQLException {
        assertThat(number(board, "select count(*) from task")).isEqualTo(TASKS);
        assertThat(number(
                        board,
                        "select count(*) from task where state = 'completed' and result is not null"
                                + " or state = 'failed' and error is not null"))
                .isEqualTo(TASKS);
        assertThat(number(
                        board,
                        "select count(*) from (select task_id from attempt where outcome in"
                                + " ('completed', 'failed') group by task_id having count(*) > 1) twice"))
                .isZero();
        System.out.println("Faults, " + what + ": completed "
                + number(board, "select count(*) from task where state = 'completed'") + ", failed "
                + number(board, "select count(*) from task where state = 'failed'") + ", claims lost "
                + number(board, "select count(*) from attempt where outcome = 'lost'")
                + ", by workers "
                + number(board, "select count(*) from task where holder <> 'atlas'"));
        reclaims(board, what);
    }

    /** How long after its holder's death a task waited again. A board that was away itself counts from its return on. */
    private void reclaims(Connection board, String what) throws SQLException {
        List<Long> times = new ArrayList<>();
        List<Long> withOutage = new ArrayList<>();
        try (ResultSet lost = board.createStatement()
                .executeQuery("select holder, started_at, ended_at from attempt where outcome = 'lost'")) {
            while (lost.next()) {
                String holder = lost.getString(1);
                long begun = lost.getLong(2);
                long ended = lost.getLong(3);
                kills.stream()
                        .filter(kill -> kill.octo().equals(holder) && kill.at() >= begun && kill.at() <= ended)
                        .findFirst()
                        .ifPresent(kill ->
                                (outageBetween(kill.at() - 1_000, ended) ? withOutage : times).add(ended - kill.at()));
            }
        }
        System.out.println("Faults, " + what + ": ms from a worker's death to the end of its claim " + sorted(times)
                + ", where the board was away or its own Octo died " + sorted(withOutage));
        assertThat(times).allMatch(time -> time < 30_000);
    }

    private boolean outageBetween(long begin, long end) {
        return outages.stream().anyMatch(outage -> outage >= begin - OUTAGE_MILLIS && outage <= end);
    }

    private static List<Long> sorted(List<Long> times) {
        return times.stream().sorted().toList();
    }

    private static long number(Connection board, String query) throws SQLException {
        try (ResultSet row = board.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A PostgreSQL server that can be ended and started again on the same port with the same data. */
    private static final class Database implements AutoCloseable {
        private final Path data;
        private final int port = FreePort.find();
        private EmbeddedPostgres server;

        private Database(Path data) throws Exception {
            this.data = data;
            this.server = started();
        }

        private EmbeddedPostgres started() throws Exception {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start();
        }

        private String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        }

        private void restart() {
            try {
                server.close();
                server = started();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
