package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The supervisor's board between two processes of the built jar. One story: the tests stand in its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledOnOs(OS.WINDOWS)
class SharedBoardIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int SLOTS = 4;

    /** So that what else this machine does makes neither of them busy: how busy one is, its slots say. */
    private static final List<String> ON_MANY_CORES =
            List.of("env", "JDK_JAVA_OPTIONS=-XX:ActiveProcessorCount=1000 -XX:+UseSerialGC");

    /** It ends what it was given when the file that the task names is there. */
    private static final String BRAIN = """
            while read -r line; do case "$line" in *"wait for "*) file=${line##*wait for };; esac; done
            while [ -n "$file" ] && [ ! -e "$file" ]; do sleep 0.1; done
            echo "done by $1"
            """;

    @TempDir
    static Path folder;

    private static OctoProcess atlas;
    private static OctoProcess sentinel;

    @BeforeAll
    static void startBoth() {
        atlas = octo("atlas", "supervisor", "coding");
        sentinel = octo("sentinel", "worker", "ops");
        atlas.start();
        sentinel.start();
        assertThat(sentinel.command("/swarm add atlas " + atlas.mcpUrl()).text())
                .contains("online");
    }

    @AfterAll
    static void endBoth() {
        atlas.close();
        sentinel.close();
    }

    private static OctoProcess octo(String name, String role, String tags) {
        try {
            Path brain = Files.writeString(folder.resolve("brain.sh"), BRAIN);
            return OctoProcess.prepare(
                            folder.resolve(name),
                            name,
                            Map.of(
                                    "SWARM_ROLE",
                                    role,
                                    "SWARM_CAPABILITIES",
                                    tags,
                                    "SWARM_AGENT",
                                    "command",
                                    "SWARM_AGENT_COMMAND",
                                    "sh " + brain + " " + name,
                                    "SWARM_SHELL",
                                    "sleep",
                                    "BG_MAX_CONCURRENT",
                                    String.valueOf(SLOTS)))
                    .wrapped(ON_MANY_CORES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    @Order(1)
    void theTaskGoesToTheOneThatHasTheTags() {
        String id = posted("needs=ops priority=high mend the roof");

        assertThat(result(id)).isEqualTo("done by sentinel");
        assertThat(atlas.command("/swarm task " + id).text())
                .containsPattern("State +completed, attempt 1")
                .containsPattern("Priority +high")
                .containsPattern("Needs +ops")
                .containsPattern("Created +\\S+Z \\(")
                .containsPattern("Claim 1 +sentinel, begun \\S+Z \\(.*\\), completed after ")
                .containsPattern("Result +done by sentinel");
    }

    @Test
    @Order(2)
    void whoIsNotBusyTakesWhatItPostsAtOnce() {
        assertThat(result(posted("dig"))).isEqualTo("done by atlas");
    }

    @Test
    @Order(3)
    void whatIsPostedToItselfStaysThere() {
        String said = sentinel.command("/swarm post to=SENTINEL dig at home").text();

        assertThat(said).contains("is on the board and goes to SENTINEL.");
        String id = said.split(" ")[0];
        await().atMost(LONG)
                .until(() -> sentinel.command("/swarm task " + id).text().contains("done by sentinel"));
        assertThat(sentinel.command("/swarm task " + id).text()).containsPattern("For +sentinel");
    }

    @Test
    @Order(4)
    void theBusyOneLeavesATaskToTheFreeOne() {
        for (int i = 1; i < SLOTS; i++) {
            atlas.command("/swarm run sleep 600");
        }
        awaitRunning(SLOTS - 1);

        // the free one looks within the moment, on a machine that is not too slow for that
        Set<String> results = IntStream.range(0, 5)
                .mapToObj(i -> result(posted("dig hole " + i)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(results).contains("done by sentinel");
    }

    @Test
    @Order(5)
    void theBusyOneTakesItAfterAMomentWhenTheFreeOneDoesNot() {
        signal("STOP", sentinel);
        try {
            JsonNode task = awaitEnd(posted("dig while sentinel sleeps"));

            assertThat(task.path("result").asString()).isEqualTo("done by atlas");
            Duration left = Duration.between(time(task, "created_at"), time(task, "started_at"));
            System.out.println("Left to the free one for " + left.toMillis() + " ms");
            assertThat(left).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        } finally {
            signal("CONT", sentinel);
        }
        atlas.command("/swarm tasks running")
                .text()
                .lines()
                .forEach(row -> atlas.command("/swarm task " + row.split(" ")[0] + " cancel"));
        awaitRunning(0);
    }

    @Test
    @Order(6)
    void tasksAreListedByEveryFilter() {
        assertThat(tasks("cancelled")).isEqualTo(SLOTS - 1);
        assertThat(tasks("priority=high")).isEqualTo(1);
        assertThat(tasks("octo=sentinel priority=high completed text=roof")).isEqualTo(1);
        assertThat(tasks("octo=atlas text=sleeps")).isEqualTo(1);
        assertThat(atlas.command("/swarm tasks failed").text()).isEqualTo("No failed tasks.");
        assertThat(atlas.command("/swarm tasks lost").text()).contains("There is no state \"lost\"; allowed are: ");
    }

    @Test
    @Order(7)
    void aResultThatIsHeldWhileTheSupervisorIsAwayIsDelivered() throws IOException {
        String id = running("first");
        atlas.kill();
        heldBySentinel("first", id);

        atlas.start();

        assertThat(result(id)).isEqualTo("done by sentinel");
        assertThat(atlas.command("/swarm task " + id).text())
                .contains("attempt 1")
                .containsPattern("Claim 1 +sentinel, .* completed after ")
                .doesNotContain("Claim 2");
    }

    @Test
    @Order(8)
    void aResultThatDiesWithTheWorkerThatHeldItIsMadeAnew() throws IOException {
        String id = running("second");
        atlas.kill();
        heldBySentinel("second", id);
        sentinel.kill();

        atlas.start();
        sentinel.start();

        assertThat(result(id)).isEqualTo("done by sentinel");
        assertThat(atlas.command("/swarm task " + id).text())
                .contains("attempt 2")
                .containsPattern("Claim 1 +sentinel, .* lost after ")
                .containsPattern("Claim 2 +sentinel, .* completed after ")
                .doesNotContain("Claim 3");
        JsonNode late = atlas.result("report_task", Map.of("task_id", id, "fence", 1, "result", "late"), Map.of());
        assertThat(late.path("isError").asBoolean()).isTrue();
        assertThat(result(id)).isEqualTo("done by sentinel");
    }

    @Test
    @Order(9)
    void theMetersTellAllOfIt() {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertMeters(atlas.get("/actuator/prometheus").text()));
    }

    private static void assertMeters(String meters) {
        assertThat(meter(meters, "octo_tasks_queued")).isZero();
        assertThat(meter(meters, "octo_tasks_running")).isZero();
        assertThat(meter(meters, "octo_tasks_oldest_seconds")).isZero();
        assertThat(meter(meters, "octo_tasks_claims_total")).isPositive();
        assertThat(meter(meters, "octo_tasks_reclaims_total")).isEqualTo(1);
        assertThat(meter(meters, "octo_tasks_refused_reports_total")).isEqualTo(1);
        assertThat(meter(meters, "octo_tasks_duration_seconds_count")).isPositive();
        assertThat(meter(meters, "octo_tasks_duration_seconds_sum")).isPositive();
        assertThat(meter(meters, "octo_tasks_finished_total{state=\"completed\"}"))
                .isPositive();
    }

    private static String posted(String task) {
        return atlas.command("/swarm post " + task).text().split(" ")[0];
    }

    /** A task that sentinel works on, until the file is there. */
    private static String running(String file) {
        String id = posted("needs=ops wait for " + folder.resolve(file));
        await().atMost(LONG)
                .until(() -> atlas.command("/swarm task " + id).text().contains("sentinel, begun"));
        return id;
    }

    private static void heldBySentinel(String file, String id) throws IOException {
        Files.createFile(folder.resolve(file));
        await().atMost(LONG).until(() -> sentinel.log().contains("The outcome of task " + id + " is held"));
    }

    private static JsonNode awaitEnd(String id) {
        return await().atMost(LONG)
                .until(
                        () -> atlas.call("check_task", Map.of("task_id", id), Map.of()),
                        task -> task.path("status").asString().equals("completed"));
    }

    private static String result(String id) {
        return awaitEnd(id).path("result").asString();
    }

    private static void awaitRunning(int number) {
        await().atMost(LONG)
                .until(
                        () -> atlas.command("/swarm tasks running").text(),
                        rows -> number == 0
                                ? rows.equals("No running tasks.")
                                : rows.lines().count() == number);
    }

    private static int tasks(String filters) {
        return (int) atlas.command("/swarm tasks " + filters).text().lines().count();
    }

    private static double meter(String meters, String name) {
        return meters.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no meter " + name));
    }

    private static Instant time(JsonNode task, String field) {
        return Instant.parse(task.path(field).asString());
    }

    private static void signal(String name, OctoProcess octo) {
        TestProcess kill = TestProcess.start(
                List.of("kill", "-" + name, String.valueOf(octo.id())), folder, Map.of(), folder.resolve("kill.log"));
        assertThat(kill.awaitEnd(20)).isZero();
    }
}
