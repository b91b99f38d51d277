package io.octoswarm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/**
 * The data folder is a file system of its own, in a mount namespace of the Octo's: a full one, or one that cannot be
 * written. Skipped where the system lets nobody make such a namespace.
 */
class DiskFaultsIT {
    @RegisterExtension
    final TestProcesses processes = new TestProcesses();

    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void namespaces() {
        boolean allowed;
        try {
            TestProcess trial = processes.program(
                    "trial", List.of("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"), Map.of());
            allowed = trial.awaitEnd(20) == 0;
        } catch (java.io.UncheckedIOException noUnshare) {
            allowed = false;
        }
        if (!allowed) {
            String why =
                    "This system lets this user make no mount namespace (unshare -rm), so that no disk can be full.";
            System.out.println("SKIPPED: " + why);
            throw new TestAbortedException(why);
        }
    }

    @Test
    void aFullDiskIsAClearRefusalAndNothingAcknowledgedIsLost() throws IOException {
        OctoProcess atlas =
                octo("mount -t tmpfs -o size=2m tmpfs .octo && { (while kill -0 $$ && [ ! -e room ]; do sleep"
                        + " 0.1; done; mount -o remount,size=40m .octo) & }");
        atlas.start();

        JsonNode refused = postUntilRefused(atlas);

        assertThat(refused.path("content").path(0).path("text").asString())
                .contains("The task board cannot be used now", "database or disk is full");
        await().until(() -> isRefused(atlas.command("/swarm post what is the uptime? " + "x".repeat(50_000))
                .text()));
        assertThat(atlas.get("/health").status()).isEqualTo(200);
        assertThat(idsOnTheBoard(atlas)).containsExactlyInAnyOrderElementsOf(acknowledged);

        Files.createFile(atlas.folder().resolve("room"));
        long freed = System.nanoTime();
        await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(30)).until(() -> post(atlas) == null);
        System.out.println(
                "Posts are taken again " + (System.nanoTime() - freed) / 1_000_000 + " ms after there is room");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> List.of("pending", "running").stream()
                        .allMatch(state ->
                                atlas.command("/swarm tasks " + state).text().equals("No " + state + " tasks.")));
        assertThat(idsOnTheBoard(atlas)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheStartWithOneLine() {
        OctoProcess atlas = octo("mount -t tmpfs tmpfs .octo && mount -o remount,ro .octo");

        int status = atlas.startInVain();

        assertThat(status).isNotZero();
        assertThat(atlas.log()).contains("OCTO_DIR").doesNotContain("\tat ");
        assertThat(atlas.log().lines().filter(line -> !line.contains(" INFO "))).hasSize(1);
    }

    /** It has the first line of a shell's script before it. */
    private OctoProcess octo(String before) {
        OctoProcess octo = processes.prepared("atlas", Map.of("SWARM_ROLE", "supervisor"));
        octo.folder().resolve(".octo").toFile().mkdirs();
        return octo.wrapped(List.of("unshare", "-rm", "sh", "-c", before + " && exec \"$@\"", "octo"));
    }

    private JsonNode postUntilRefused(OctoProcess octo) {
        for (int i = 0; i < 200; i++) {
            JsonNode refused = post(octo);
            if (refused != null) {
                return refused;
            }
        }
        throw new AssertionError("The disk does not get full.");
    }

    private boolean isRefused(String answer) {
        boolean refused = answer.contains("The task board cannot be used now");
        if (!refused) {
            acknowledged.add(answer.split(" ")[0]); // a little room may be left
        }
        return refused;
    }

    /** Null: it was acknowledged. */
    private JsonNode post(OctoProcess octo) {
        JsonNode result = octo.result(
                "post_task", Map.of("task", "what is the uptime?", "context", "x".repeat(50_000)), Map.of());
        if (result.path("isError").asBoolean()) {
            return result;
        }
        acknowledged.add(result.path("structuredContent").path("task_id").asString());
        return null;
    }

    private static List<String> idsOnTheBoard(OctoProcess octo) {
        JsonNode tasks = octo.call("list_tasks", Map.of("limit", 100), Map.of()).path("tasks");
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(task -> task.path("task_id").asString())
                .toList();
    }
}
