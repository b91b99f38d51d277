package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.octoswarm.TestOcto;
import io.octoswarm.instance.Version;
import io.octoswarm.testing.SharedOcto;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The four tools, with the results that peers of every kind rely on. */
@ExtendWith(SharedOcto.class)
class ToolResultsTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestOcto octo;

    ToolResultsTests(TestOcto octo) {
        this.octo = octo;
    }

    @Test
    void exactlyFourToolsAreOffered() {
        assertThat(tools().keySet()).containsExactly("ask", "dispatch_task", "check_task", "get_info");
    }

    @Test
    void theirArgumentsAreAsDocumented() {
        assertThat(arguments("ask")).containsExactly("question", "context");
        assertThat(arguments("dispatch_task")).containsExactly("task", "context", "priority");
        assertThat(arguments("check_task")).containsExactly("task_id");
        assertThat(arguments("get_info")).isEmpty();
        assertThat(tools().get("ask").path("inputSchema").path("required")).hasToString("[\"question\"]");
        assertThat(tools().get("dispatch_task").path("inputSchema").path("required"))
                .hasToString("[\"task\"]");
        JsonNode priority = tools().get("dispatch_task")
                .path("inputSchema")
                .path("properties")
                .path("priority");
        assertThat(priority.path("enum")).hasToString("[\"low\",\"normal\",\"high\",\"urgent\"]");
        assertThat(priority.path("default").stringValue()).isEqualTo("normal");
    }

    @Test
    void infoIsExactlyAsDocumented() {
        JsonNode result = octo.call("get_info", "{}");

        JsonNode info = checked("get_info", result);
        assertThat(info.propertyNames())
                .containsExactly(
                        "name",
                        "capabilities",
                        "status",
                        "role",
                        "version",
                        "load",
                        "uptime_seconds",
                        "telegram_username",
                        "board");
        assertThat(info.path("name").stringValue()).isEqualTo("atlas");
        assertThat(info.path("capabilities")).hasToString("[\"research\",\"coding\"]");
        assertThat(info.path("status").stringValue()).isEqualTo("online");
        assertThat(info.path("role").stringValue()).isEqualTo("worker");
        assertThat(info.path("version").stringValue()).isEqualTo(Version.current());
        assertThat(info.path("load").propertyNames()).containsExactly("running", "queued", "capacity");
        assertThat(info.path("load").path("capacity").intValue()).isEqualTo(3);
        assertThat(info.path("uptime_seconds").isIntegralNumber()).isTrue();
        assertThat(info.path("telegram_username").isNull()).isTrue();
        assertThat(info.path("board").isNull()).isTrue();
    }

    @Test
    void anAnswerIsPlainText() {
        JsonNode result = octo.call("ask", "{\"question\":\"Who are you?\"}");

        assertThat(result.path("isError").asBoolean(false)).isFalse();
        assertThat(result.path("content")).hasSize(1);
        assertThat(text(result)).startsWith("I am atlas (research, coding), a worker.");
        assertThat(result.has("structuredContent")).isFalse();
    }

    @Test
    void aReceiptIsExactlyAsDocumented() {
        JsonNode receipt = checked("dispatch_task", octo.call("dispatch_task", "{\"task\":\"Who are you?\"}"));

        assertThat(receipt.propertyNames()).containsExactly("task_id", "status");
        assertThat(receipt.path("task_id").stringValue()).matches("swarm-[0-9a-f]{8}");
        assertThat(receipt.path("status").stringValue()).isEqualTo("dispatched");
    }

    @Test
    void aTaskThatWasDoneShowsItsResult() {
        JsonNode task = awaitEnd(dispatch("Who are you?"));

        assertThat(task.propertyNames())
                .containsExactly(
                        "task_id",
                        "status",
                        "result",
                        "error",
                        "attempt",
                        "progress",
                        "created_at",
                        "started_at",
                        "finished_at");
        assertThat(task.path("status").stringValue()).isEqualTo("completed");
        assertThat(task.path("result").stringValue()).startsWith("I am atlas");
        assertThat(task.path("error").isNull()).isTrue();
        assertThat(task.path("attempt").intValue()).isEqualTo(1);
        for (String time : new String[] {"created_at", "started_at", "finished_at"}) {
            assertThat(task.path(time).stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        }
    }

    @Test
    void aTaskThatFailedShowsItsError() {
        JsonNode task = awaitEnd(dispatch("Paint the fence xyzzy"));

        assertThat(task.path("status").stringValue()).isEqualTo("failed");
        assertThat(task.path("result").isNull()).isTrue();
        assertThat(task.path("error").stringValue()).startsWith("I cannot answer that.");
    }

    @Test
    void aTaskIsFoundWithBlanksAroundItsId() {
        String id = dispatch("Who are you?");

        assertThat(checked("check_task", octo.call("check_task", "{\"task_id\":\" " + id + " \"}"))
                        .path("task_id")
                        .stringValue())
                .isEqualTo(id);
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameTask() {
        String meta = "{\"octoswarm.io/idempotency-key\":\"once-" + System.nanoTime() + "\"}";
        JsonNode first = octo.call("dispatch_task", "{\"task\":\"Who are you?\"}", meta);
        JsonNode again = octo.call("dispatch_task", "{\"task\":\"Who are you?\"}", meta);

        assertThat(text(again)).isEqualTo(text(first));
    }

    @Test
    void twoLongKeysThatBeginAlikeAreNeverTakenForOne() {
        String meta = "{\"octoswarm.io/idempotency-key\":\"" + "k".repeat(201) + "\"}";

        assertThat(text(octo.call("dispatch_task", "{\"task\":\"Who are you?\"}", meta)))
                .isEqualTo("The idempotency key has 201 characters; at most 200 are allowed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"low", "normal", "high", "urgent", "URGENT", " high "})
    void prioritiesAreTakenAsTheyAreWritten(String priority) {
        assertThat(text(octo.call("dispatch_task", "{\"task\":\"Who are you?\",\"priority\":\"" + priority + "\"}")))
                .contains("dispatched");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ask           | {}                                      | The argument "question" is missing or empty: say what is wanted in it.
            ask           | {"question":""}                         | The argument "question" is missing or empty: say what is wanted in it.
            ask           | {"question":" \\n "}                    | The argument "question" is missing or empty: say what is wanted in it.
            ask           | {"question":null}                       | The argument "question" is missing or empty: say what is wanted in it.
            ask           | {"question":5}                          | The argument "question" must be a text.
            ask           | {"question":["x"]}                      | The argument "question" must be a text.
            ask           | {"question":"x","context":{}}           | The argument "context" must be a text.
            dispatch_task | {}                                      | The argument "task" is missing or empty: say what is wanted in it.
            dispatch_task | {"task":" "}                            | The argument "task" is missing or empty: say what is wanted in it.
            dispatch_task | {"task":"x","priority":"asap"}          | There is no priority "asap"; allowed are: low, normal, high, urgent.
            dispatch_task | {"task":"x","priority":""}              | There is no priority ""; allowed are: low, normal, high, urgent.
            dispatch_task | {"task":"x","priority":3}               | The argument "priority" must be a text.
            check_task    | {}                                      | The argument "task_id" is missing or empty: say what is wanted in it.
            check_task    | {"task_id":"7"}                         | "7" is no task id: one looks like swarm-1f0c9a2b.
            check_task    | {"task_id":"swarm-1F0C9A2B"}            | "swarm-1F0C9A2B" is no task id: one looks like swarm-1f0c9a2b.
            check_task    | {"task_id":"x' or '1'='1"}              | "x' or '1'='1" is no task id: one looks like swarm-1f0c9a2b.
            check_task    | {"task_id":"swarm-00000000"}            | There is no task swarm-00000000 here: it was dispatched to another peer, or removed.
            """)
    void eachWrongCallHasItsOwnSentence(String tool, String arguments, String sentence) {
        JsonNode result = octo.call(tool, arguments);

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result)).isEqualTo(sentence);
        assertThat(result.has("structuredContent")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ask, question", "ask, context", "dispatch_task, task", "check_task, task_id"})
    void anOversizedArgumentIsToldWithItsSizeAndTheLimit(String tool, String argument) {
        String arguments = "{\"question\":\"x\",\"task\":\"x\",\"" + argument + "\":\"" + "x".repeat(100_001) + "\"}";
        JsonNode result = octo.call(
                tool, argument.equals("question") || argument.equals("task") ? unique(arguments, argument) : arguments);

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result))
                .isEqualTo("The argument \"" + argument + "\" has 100001 characters; at most 100000 are allowed.");
    }

    @Test
    void anArgumentOfTheLargestSizeIsTaken() {
        assertThat(text(octo.call("dispatch_task", "{\"task\":\"" + "x".repeat(100_000) + "\"}")))
                .contains("dispatched");
    }

    @Test
    void anUnknownArgumentDoesNoHarm() {
        assertThat(octo.call("get_info", "{\"verbose\":true}").path("isError").asBoolean(false))
                .isFalse();
    }

    @Test
    void noArgumentsAtAllAreAnEmptyObject() {
        JsonNode result = octo.rpc("tools/call", "{\"name\":\"get_info\"}").path("result");

        assertThat(checked("get_info", result).path("name").stringValue()).isEqualTo("atlas");
    }

    @Test
    void aQuestionThatCameThroughMeIsRefusedWithItsPath() {
        JsonNode result = octo.call(
                "ask",
                "{\"question\":\"Who are you?\"}",
                "{\"octoswarm.io/path\":[\"sentinel\",\"ATLAS\",\"scholar\"]}");

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result)).isEqualTo("The question went in a circle: sentinel > ATLAS > scholar > atlas.");
        assertThat(result.path("_meta").path("octoswarm.io/circle").asBoolean()).isTrue();
        assertThat(result.has("structuredContent"))
                .as("it would be held against the output schema")
                .isFalse();
    }

    @Test
    void aQuestionThatWentTooFarIsRefusedWithItsPath() {
        JsonNode result = octo.call(
                "ask", "{\"question\":\"Who are you?\"}", "{\"octoswarm.io/path\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result)).isEqualTo("The question was passed on more than 4 times: a > b > c > d > e > atlas.");
    }

    /** Whatever a foreign client sends as meta: a value of another form counts as absent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"octoswarm.io/path\":\"atlas\"}",
                "{\"octoswarm.io/path\":{\"atlas\":1}}",
                "{\"octoswarm.io/deadline\":\"soon\"}",
                "{\"octoswarm.io/deadline\":5}",
                "{\"octoswarm.io/conversation\":[]}",
                "{\"traceparent\":\"00-x\",\"progressToken\":1}"
            })
    void uglyMetaDoesNoHarm(String meta) {
        assertThat(text(octo.call("ask", "{\"question\":\"Who are you?\"}", meta)))
                .startsWith("I am atlas");
    }

    /** The sentences are counted for the operator, by tool and outcome. */
    @Test
    void callsAreCounted() {
        octo.call("get_info", "{}");
        octo.call("check_task", "{}");

        assertThat(octo.get("/actuator/prometheus").body())
                .contains(
                        "octo_mcp_calls_seconds_count{outcome=\"answered\",tool=\"get_info\"}",
                        "octo_mcp_calls_seconds_count{outcome=\"refused\",tool=\"check_task\"}");
    }

    private String dispatch(String task) {
        return checked("dispatch_task", octo.call("dispatch_task", "{\"task\":\"" + task + "\"}"))
                .path("task_id")
                .stringValue();
    }

    private JsonNode awaitEnd(String id) {
        return await().until(
                        () -> checked("check_task", octo.call("check_task", "{\"task_id\":\"" + id + "\"}")),
                        task -> !task.path("finished_at").isNull());
    }

    /** Holds a result against what the tool itself declares, and its text against its structure. */
    private JsonNode checked(String tool, JsonNode result) {
        assertThat(result.path("isError").asBoolean(false))
                .as(result.toString())
                .isFalse();
        assertThat(result.path("content")).hasSize(1);
        JsonNode structured = result.path("structuredContent");
        assertThat(JSON.readTree(text(result))).isEqualTo(structured);
        JsonNode schema = tools().get(tool).path("outputSchema");
        assertThat(schema.isObject()).isTrue();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString(), InputFormat.JSON)
                        .validate(structured.toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(structured.propertyNames())
                .containsAll(schema.path("required")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList())
                .isSubsetOf(schema.path("properties").propertyNames());
        return structured;
    }

    private Map<String, JsonNode> tools() {
        Map<String, JsonNode> tools = new LinkedHashMap<>();
        octo.rpc("tools/list", "{}")
                .path("result")
                .path("tools")
                .forEach(tool -> tools.put(tool.path("name").stringValue(), tool));
        return tools;
    }

    private java.util.Collection<String> arguments(String tool) {
        return tools().get(tool).path("inputSchema").path("properties").propertyNames();
    }

    private static String unique(String arguments, String argument) {
        return arguments.replace("\"" + argument + "\":\"x\",", "");
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asString("");
    }
}
