package io.octoswarm.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.instance.Trace;
import io.octoswarm.security.Audit;
import io.octoswarm.testing.FakePeer;
import io.octoswarm.testing.SharedOcto;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What belongs to a task, here and at the peers that it meets, can be told by its trace. */
@ExtendWith(SharedOcto.class)
class TracedTasksTests {
    private static final Pattern ID = Pattern.compile("swarm-[0-9a-f]{8}");

    private final TestOcto octo;
    private final Trace trace = Trace.begin();
    private final FakePeer tracer = FakePeer.start("tracer");

    TracedTasksTests(TestOcto octo) {
        this.octo = octo;
    }

    @BeforeEach
    void know() {
        tracer.tool("ask", arguments -> FakePeer.text("42", false))
                .tool("dispatch_task", arguments -> FakePeer.text("""
                                {"task_id": "swarm-00c0ffee", "status": "dispatched"}""", false))
                .tool("check_task", arguments -> FakePeer.text("""
                                {"task_id": "swarm-00c0ffee", "status": "completed", "result": "done"}""", false));
        assertThat(octo.command("/swarm add tracer " + tracer.url()).body()).contains("online");
    }

    @AfterEach
    void forget() {
        octo.command("/swarm remove tracer");
        tracer.close();
    }

    @Test
    void aDispatchedTaskGoesOnWithTheTraceThatItCameWith() {
        String id = idIn(octo.call(
                        "dispatch_task",
                        "{\"task\":\"tracer, what is the answer?\"}",
                        "{\"traceparent\":\"" + trace.text() + "\"}")
                .toString());

        await().until(() -> !tracer.calls("ask").isEmpty());
        assertThat(traceOf(tracer.calls("ask").get(0)).id()).isEqualTo(trace.id());
        assertThat(traceOf(tracer.calls("ask").get(0)).span()).isNotEqualTo(trace.span());
        assertThat(octo.command("/swarm task " + id).body()).contains(trace.id());
        await().untilAsserted(() -> assertThat(audited(trace.id()))
                .extracting(Audit.Entry::what)
                .containsExactlyInAnyOrder("dispatch_task", "ask"));
        assertThat(octo.command("/swarm audit").body()).contains(trace.id().substring(0, 8));
    }

    @Test
    void aTaskThatIsPostedHereBeginsOneAndTakesItAlong() {
        String id = idIn(octo.command("/swarm post to=tracer count the stars").body());

        await().until(() -> !tracer.calls("dispatch_task").isEmpty());
        String begun = traceOf(tracer.calls("dispatch_task").get(0)).id();
        assertThat(octo.command("/swarm task " + id).body()).contains(begun);
        await().untilAsserted(() -> assertThat(audited(begun))
                .singleElement()
                .satisfies(entry -> assertThat(entry.whom()).isEqualTo("tracer"))
                .satisfies(entry -> assertThat(entry.what()).isEqualTo("dispatch_task")));
    }

    @Test
    void aTraceThatIsNoneIsNotKept() {
        String id = idIn(octo.call("dispatch_task", "{\"task\":\"Who are you?\"}", "{\"traceparent\":\"00-<b>-x\"}")
                .toString());

        assertThat(octo.command("/swarm task " + id).body())
                .containsPattern("Trace +[0-9a-f]{32}\\b")
                .doesNotContain("<b>");
    }

    private List<Audit.Entry> audited(String id) {
        return octo.part(Audit.class).newest(200).stream()
                .filter(entry -> entry.trace().equals(id))
                .toList();
    }

    private static Trace traceOf(FakePeer.Seen call) {
        JsonNode meta = JsonMapper.shared().readTree(call.body()).path("params").path("_meta");
        return Trace.parse(meta.path("traceparent").asString("")).orElseThrow();
    }

    private static String idIn(String text) {
        Matcher id = ID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        return id.group();
    }
}
