package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.OctoProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three Octos share work while a random one is killed and started again, over and over. Afterwards every task that was
 * acknowledged has ended, and no result was recorded twice. {@code -Docto.faults.tasks=300 -Docto.faults.seconds=60} makes
 * the short run of every build a long one.
 */
class ThreeOctosUnderFaultsIT {
    private static final int TASKS = Integer.getInteger("octo.faults.tasks", 40);
    private static final long SECONDS = Long.getLong("octo.faults.seconds", 10);
    private static final long SEED = Long.getLong("octo.faults.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private final List<OctoProcess> octos = new ArrayList<>();
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private final Random random = new Random(SEED);

    @AfterEach
    void end() {
        octos.forEach(OctoProcess::close);
    }

    @Test
    void theSupervisorsBoardLosesNothing() throws Exception {
        start(Map.of());
        String name = "board of the supervisor, seed " + SEED;

        postAndKill(name, () -> {});

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

            postAndKill(name, database::restart);

            try (Connection board = DriverManager.getConnection(database.url())) {
                count(board, name);
            }
        }
    }

    private void start(Map<String, String> settings) {
        for (String name : List.of("atlas", "scholar", "sentinel")) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("SWARM_ROLE", name.equals("atlas") ? "supervisor" : "worker");
            all.put("SWARM_CAPABILITIES", name.equals("atlas") ? "coding" : "ops");
            octos.add(OctoProcess.start(folder.resolve(name), name, all));
        }
        octos.subList(1, 3)
                .forEach(octo -> octo.command("/swarm add atlas " + octos.get(0).mcpUrl()));
    }

    private void postAndKill(String what, Runnable inTheMiddle) {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
        boolean done = false;
        int kills = 0;
        while (System.nanoTime() < end || kills < 2) {
            post(TASKS / 8 + 1);
            OctoProcess victim = octos.get(random.nextInt(octos.size()));
            victim.kill();
            kills++;
            victim.start();
            if (!done && (System.nanoTime() > begin + (end - begin) / 2 || kills == 2)) {
                inTheMiddle.run();
                done = true;
            }
        }
        post(TASKS);
        System.out.println("Faults, " + what + ": " + acknowledged.size() + " tasks, " + kills + " kills");
        acknowledged.values().forEach(this::awaitEnd);
    }

    /** Half of them are for the workers only; each is repeated under its key until it is acknowledged. */
    private void post(int most) {
        for (int i = 0; i < most && acknowledged.size() < TASKS; i++) {
            String key = "task-" + acknowledged.size();
            List<String> needs = random.nextBoolean() ? List.of("ops") : List.of();
            OctoProcess at = octos.get(0);
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                try {
                    JsonNode receipt = at.call(
                            "post_task",
                            Map.of("task", "what is the uptime? " + key, "capabilities", needs),
                            Map.of("octoswarm.io/idempotency-key", key));
                    String id = receipt.path("task_id").asString("");
                    if (!id.isEmpty()) {
                        acknowledged.put(key, id);
                    }
                    return !id.isEmpty();
                } catch (UncheckedIOException cut) {
                    return false;
                }
            });
        }
    }

    private void awaitEnd(String id) {
        await().atMost(Duration.ofMinutes(3))
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
                + number(board, "select count(*) from task where holder <> 'atlas'")
                + ", longest from a lost claim's begin"
                + " to its reclaim "
                + number(board, "select coalesce(max(ended_at - started_at), 0) from attempt where outcome = 'lost'")
                + " ms");
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
