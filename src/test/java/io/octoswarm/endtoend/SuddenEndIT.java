package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Octo, or the power of its machine, ends in the middle of its work. */
@EnabledOnOs(OS.LINUX)
class SuddenEndIT {
    private static final int CALLERS = 8;
    private static final int MOMENTS = 8;

    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /**
     * At random moments under load the Octo is stopped as a whole, so that its files are those of one instant, and copied.
     * What a power cut may leave of a write that nobody waited for is noise behind the last commit; the index of the log
     * (-shm) is memory and gone.
     */
    @Test
    void whatAPowerCutLeavesHoldsEveryAcknowledgedTask() throws Exception {
        OctoProcess atlas = processes.octo("atlas", Map.of("BG_MAX_CONCURRENT", "8"));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        Path copy = processes.folder();
        Set<String> before = Set.of();
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> post(atlas));
            }
            for (int moment = 0; moment < MOMENTS; moment++) {
                int enough = before.size() + 1 + random.nextInt(60);
                await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= enough);
                copy = Files.createDirectories(processes.folder().resolve("copy" + moment));
                before = copied(atlas, copy);
                assertHolds(copy, before);
            }
        } finally {
            callers.shutdownNow();
        }
        System.out.println("Power cuts: " + MOMENTS + ", acknowledged before the last one: " + before.size());
        atlas.kill();

        goesOnFrom(copy, before);
    }

    @Test
    void aProgramThatItsKilledOctoLeftIsEndedBeforeItIsRunAgain() throws Exception {
        OctoProcess atlas = processes.octo("atlas", Map.of("SWARM_SHELL", "sh"));
        Path script = atlas.folder().resolve("once.sh");
        Path begun = atlas.folder().resolve("begun");
        Files.writeString(script, "echo $$ >> begun; if [ $(wc -l < begun) -lt 2 ]; then sleep 600; fi; echo done\n");
        String id = atlas.command("/swarm run sh once.sh").text().split(" ")[0];
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(begun) && Files.size(begun) > 1);
        long left = Long.parseLong(Files.readAllLines(begun).get(0));

        atlas.kill();
        assertThat(isAlive(left))
                .as("a kill of the Octo does not reach its program")
                .isTrue();
        atlas.start();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> atlas.command("/swarm task " + id).text().contains("completed"));
        assertThat(isAlive(left)).isFalse();
        assertThat(Files.readAllLines(begun)).hasSize(2);
        assertThat(atlas.command("/swarm task " + id).text()).contains("lost after", "completed after");
        assertThat(atlas.log()).contains("Process " + left + " was left from before this start, and is ended.");
    }

    private void post(OctoProcess octo) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                acknowledged.add(octo.call("dispatch_task", Map.of("task", "what is the uptime?"), Map.of())
                        .path("task_id")
                        .asString());
            } catch (UncheckedIOException | IllegalStateException ended) {
                return;
            }
        }
    }

    /** What was acknowledged before the moment of the copy, at least. */
    private Set<String> copied(OctoProcess octo, Path to) throws Exception {
        signal("STOP", octo.id());
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> isStopped(octo.id()));
            Set<String> known = new HashSet<>(acknowledged);
            Path swarm = octo.folder().resolve(".octo/swarm");
            Files.copy(swarm.resolve("octo.db"), to.resolve("octo.db"));
            Files.copy(swarm.resolve("octo.db-wal"), to.resolve("octo.db-wal"));
            return known;
        } finally {
            signal("CONT", octo.id());
        }
    }

    private void assertHolds(Path copy, Set<String> ids) throws Exception {
        spoilBehindTheLastCommit(copy.resolve("octo.db-wal"));
        Path opened = Files.createDirectories(copy.resolve("opened"));
        for (String name : List.of("octo.db", "octo.db-wal")) {
            Files.copy(copy.resolve(name), opened.resolve(name));
        }
        Set<String> there = new HashSet<>();
        try (Connection board = DriverManager.getConnection("jdbc:sqlite:" + opened.resolve("octo.db"));
                ResultSet sound = board.createStatement().executeQuery("pragma integrity_check")) {
            assertThat(sound.getString(1)).isEqualTo("ok");
            ResultSet rows = board.createStatement().executeQuery("select id from task");
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        assertThat(there).as("seed " + seed).containsAll(ids);
    }

    /** The log's form: https://www.sqlite.org/fileformat2.html#walformat. */
    private void spoilBehindTheLastCommit(Path log) throws IOException {
        try (RandomAccessFile wal = new RandomAccessFile(log.toFile(), "rw")) {
            if (wal.length() < 32) {
                return;
            }
            wal.seek(8);
            int page = wal.readInt();
            wal.seek(16);
            long salt = wal.readLong();
            long end = 32;
            for (long frame = 32; frame + 24 + page <= wal.length(); frame += 24 + page) {
                wal.seek(frame + 4);
                boolean commit = wal.readInt() != 0;
                if (wal.readLong() != salt) {
                    break; // of an earlier round of the log
                }
                end = commit ? frame + 24 + page : end;
            }
            byte[] noise = new byte[3 * page];
            random.nextBytes(noise);
            wal.seek(end);
            wal.write(noise);
        }
    }

    /** An Octo that begins with the copied files brings all of it to an end, though it has another name. */
    private void goesOnFrom(Path copy, Set<String> ids) throws IOException {
        OctoProcess heir = processes.prepared("heir", Map.of());
        Path swarm = Files.createDirectories(heir.folder().resolve(".octo/swarm"));
        for (String name : List.of("octo.db", "octo.db-wal")) {
            Files.copy(copy.resolve(name), swarm.resolve(name));
        }
        heir.start();
        for (String id : ids) {
            await().pollDelay(Duration.ZERO) // most have ended when they are asked for
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> heir.call("check_task", Map.of("task_id", id), Map.of())
                            .path("status")
                            .asString()
                            .equals("completed"));
        }
    }

    private void signal(String name, long process) {
        TestProcess kill = processes.program("kill", List.of("kill", "-" + name, String.valueOf(process)), Map.of());
        assertThat(kill.awaitEnd(20)).isZero();
    }

    /** Every thread of it: each stops by itself. */
    private static boolean isStopped(long process) throws IOException {
        try (var threads = Files.list(Path.of("/proc/" + process + "/task"))) {
            return threads.allMatch(thread -> stateOf(thread).equals("T"));
        }
    }

    private static String stateOf(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
