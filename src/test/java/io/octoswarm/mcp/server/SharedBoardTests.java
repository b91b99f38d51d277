package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A supervisor's board as a worker of any make sees it, over HTTP. Tasks that need "dig" are not the supervisor's own. */
class SharedBoardTests {
    @TempDir
    private static Path folder;

    private static TestOcto octo;

    @BeforeAll
    static void start() {
        octo = TestOcto.start(folder, Map.of("SWARM_ROLE", "supervisor"));
    }

    @AfterAll
    static void stop() throws IOException {
        octo.close();
    }

    @Test
    void aTaskGoesFromThePostThroughAClaimToItsResult() {
        String id = post("dig a hole", "{}");

        JsonNode task = claim("mole");
        assertThat(task.path("task_id").asString()).isEqualTo(id);
        assertThat(task.path("task").asString()).isEqualTo("dig a hole");
        assertThat(task.path("holder").asString()).isEqualTo("mole");
        assertThat(octo.command("/swarm task " + id).body())
                .contains(Trace.parse(task.path("traceparent").asString())
                        .orElseThrow()
                        .id());
        assertThat(call("renew_task", claimOf(task) + ",\"progress\":\"half way\"}")
                        .path("renewed")
                        .asBoolean())
                .isTrue();
        assertThat(check(id).path("progress").asString()).isEqualTo("half way");
        call("report_task", claimOf(task) + ",\"status\":\"completed\",\"result\":\"a hole\"}");

        assertThat(check(id).path("status").asString()).isEqualTo("completed");
        assertThat(check(id).path("result").asString()).isEqualTo("a hole");
    }

    @Test
    void aReportUnderAnOldFenceIsRefusedAndChangesNothing() {
        String id = post("dig", "{}");
        JsonNode old = claim("mole");
        call("report_task", claimOf(old) + ",\"status\":\"pending\"}");
        JsonNode current = claim("badger");

        JsonNode refused = result("report_task", claimOf(old) + ",\"result\":\"late\"}");

        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(text(refused))
                .contains(
                        "came too late",
                        "running under fence " + current.path("fence").asLong());
        assertThat(call("renew_task", claimOf(old) + "}").path("renewed").asBoolean())
                .isFalse();
        assertThat(check(id).path("status").asString()).isEqualTo("running");
        call("report_task", claimOf(current) + ",\"status\":\"failed\",\"error\":\"a stone\"}");
        assertThat(check(id).path("error").asString()).isEqualTo("a stone");
    }

    @Test
    void aReportWhoseAnswerWasLostMayBeRepeated() {
        String id = post("dig", "{}");
        JsonNode task = claim("mole");

        for (int i = 0; i < 2; i++) {
            assertThat(call("report_task", claimOf(task) + ",\"result\":\"a hole\"}")
                            .path("status")
                            .asString())
                    .isEqualTo("completed");
        }
        assertThat(check(id).path("result").asString()).isEqualTo("a hole");
    }

    @Test
    void aClaimWhoseAnswerWasLostMayBeRepeated() {
        String id = post("dig", "{}");
        String worker = "{\"worker\":\"mole\",\"capabilities\":[\"dig\"]}";
        String meta = "{\"octoswarm.io/idempotency-key\":\"claim 1\"}";

        JsonNode lost = claim(worker, meta);
        JsonNode again = claim(worker, meta);

        assertThat(again).isEqualTo(lost);
        assertThat(claim(worker, "{}").isNull()).isTrue();
        assertThat(claim(worker.replace("mole", "badger"), meta).isNull())
                .as("the key of another Octo")
                .isTrue();
        call("report_task", claimOf(again) + ",\"result\":\"a hole\"}");
        assertThat(check(id).path("attempt").asInt()).isEqualTo(1);
        assertThat(claim(worker, meta).isNull()).as("the claim is over").isTrue();
    }

    @Test
    void thePausedTaskTellsItsQuestionAndGoesOnWithTheAnswer() {
        String id = post("dig", "{}");
        call("report_task", claimOf(claim("mole")) + ",\"status\":\"paused\",\"question\":\"How deep?\"}");
        assertThat(octo.command("/swarm task " + id).body()).contains("paused", "How deep?");

        octo.command("/swarm task " + id + " resume two metres");

        JsonNode again = claim("mole");
        assertThat(again.path("context").asString()).contains("Asked: How deep?", "Answered: two metres");
        call("report_task", claimOf(again) + ",\"result\":\"ok\"}");
    }

    @Test
    void whoLacksTheTagsGetsNothing() {
        String id = post("dig", "{}");
        JsonNode nothing = call("claim_task", "{\"worker\":\"cat\",\"capabilities\":[\"sleep\"]}");

        assertThat(nothing.path("task").isNull()).isTrue();
        call("report_task", claimOf(claim("mole")) + ",\"result\":\"done\"}");
        assertThat(check(id).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void theSameKeyPostsOnce() {
        String meta = "{\"octoswarm.io/idempotency-key\":\"once\"}";

        String first = post("dig", meta);

        assertThat(post("dig", meta)).isEqualTo(first);
        call("report_task", claimOf(claim("mole")) + ",\"result\":\"done\"}");
    }

    @Test
    void whatPassedItsDeadlineHasFailed() {
        String id = octo.call(
                        "post_task",
                        "{\"task\":\"dig\",\"capabilities\":[\"never\"],\"deadline\":\"2020-01-01T00:00:00Z\"}")
                .path("structuredContent")
                .path("task_id")
                .asString();

        await().until(() -> check(id).path("status").asString().equals("failed"));
        assertThat(check(id).path("error").asString()).isEqualTo("Its deadline passed before it was done.");
    }

    @Test
    void theListHasTheNewestFirst() {
        String id = post("dig the newest", "{}");

        JsonNode tasks = call("list_tasks", "{\"limit\":100}").path("tasks");

        assertThat(StreamSupport.stream(tasks.spliterator(), false)
                        .map(task -> task.path("task_id").asString()))
                .contains(id);
        assertThat(call("list_tasks", "{\"status\":\"cancelled\"}")
                        .path("tasks")
                        .size())
                .isZero();
        call("report_task", claimOf(claim("mole")) + ",\"result\":\"done\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "post_task   | {\"task\":\"\"}                                  | \"task\" is missing",
                "post_task   | {\"task\":\"x\",\"priority\":\"now\"}            | no priority \"now\"",
                "post_task   | {\"task\":\"x\",\"capabilities\":\"ops\"}        | must be a list",
                "post_task   | {\"task\":\"x\",\"capabilities\":[\"a,b\"]}      | tags",
                "post_task   | {\"task\":\"x\",\"target\":\"no name!\"}         | no name of an Octo",
                "post_task   | {\"task\":\"x\",\"deadline\":\"tomorrow\"}       | no instant",
                "claim_task  | {}                                               | \"worker\" is missing",
                "claim_task  | {\"worker\":\"Atlas\"}                           | rename one",
                "claim_task  | {\"worker\":\"pi\",\"free\":-1}                  | whole number",
                "renew_task  | {\"task_id\":\"x\",\"fence\":1}                  | no task id",
                "renew_task  | {\"task_id\":\"swarm-00000000\"}                 | whole number",
                "report_task | {\"task_id\":\"swarm-00000000\",\"fence\":1,\"result\":\"x\"}  | no task swarm-00000000",
                "report_task | {\"task_id\":\"swarm-00000000\",\"fence\":1}     | \"result\" is missing",
                "report_task | {\"task_id\":\"swarm-00000000\",\"fence\":1,\"status\":\"done\"} | are allowed",
                "list_tasks  | {\"status\":\"lost\"}                            | no status \"lost\""
            })
    void badInputIsNamed(String tool, String arguments, String said) {
        JsonNode refused = result(tool, arguments);

        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(text(refused)).contains(said);
    }

    private static String post(String task, String meta) {
        return octo.call("post_task", "{\"task\":\"" + task + "\",\"capabilities\":[\"dig\"]}", meta)
                .path("structuredContent")
                .path("task_id")
                .asString();
    }

    private static JsonNode claim(String worker) {
        return call("claim_task", "{\"worker\":\"" + worker + "\",\"capabilities\":[\"dig\"]}")
                .path("task");
    }

    private static JsonNode claim(String arguments, String meta) {
        return octo.call("claim_task", arguments, meta)
                .path("structuredContent")
                .path("task");
    }

    private static String claimOf(JsonNode task) {
        return "{\"task_id\":\"" + task.path("task_id").asString() + "\",\"fence\":"
                + task.path("fence").asLong();
    }

    private static JsonNode check(String id) {
        return call("check_task", "{\"task_id\":\"" + id + "\"}");
    }

    private static JsonNode call(String tool, String arguments) {
        return result(tool, arguments).path("structuredContent");
    }

    private static JsonNode result(String tool, String arguments) {
        return octo.call(tool, arguments);
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asString();
    }
}
