package io.octoswarm.endtoend;

import static io.octoswarm.testing.FakeModel.calls;
import static io.octoswarm.testing.FakeModel.says;
import static io.octoswarm.testing.FakeModel.saysAndCalls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakeModel;
import io.octoswarm.testing.FakeModel.Api;
import io.octoswarm.testing.FakeModel.Call;
import io.octoswarm.testing.OctoProcess;
import io.octoswarm.testing.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the built jar, each with a scripted model. One story: the tests stand in its order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoModelsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static FakeModel claude;
    private static FakeModel gpt;
    private static OctoProcess atlas;
    private static OctoProcess sentinel;

    @BeforeAll
    static void startBoth() {
        claude = FakeModel.start();
        gpt = FakeModel.start();
        atlas = OctoProcess.start(folder.resolve("atlas"), "atlas", with(claude, Api.ANTHROPIC, "research"));
        sentinel = OctoProcess.start(folder.resolve("sentinel"), "sentinel", with(gpt, Api.OPENAI, "ops"));
        atlas.command("/swarm add sentinel " + sentinel.mcpUrl());
        sentinel.command("/swarm add atlas " + atlas.mcpUrl());
        awaitTool(atlas, claude, "sentinel__ask");
        awaitTool(sentinel, gpt, "atlas__ask");
    }

    @AfterAll
    static void endBoth() {
        atlas.close();
        sentinel.close();
        claude.close();
        gpt.close();
    }

    @Test
    @Order(1)
    void aModelAsksTheOtherOctoWhichAsksItsModelAndItsDevice() {
        claude.then(
                saysAndCalls(
                        "Let me check with Sentinel...",
                        new Call("sentinel__ask", "{\"question\":\"server uptime and recent logs\"}")),
                says("Server's been up 47 days ", "with clean logs."));
        gpt.then(calls(new Call("device_uptime", "{}")), says("47 days. No errors."));

        Said answer = atlas.terminal("ask", "What's the server uptime?");

        assertThat(answer.status()).isZero();
        assertThat(answer.text())
                .startsWith("Let me check with Sentinel...")
                .endsWith("Server's been up 47 days with clean logs.");
        assertThat(last(gpt).text()).contains("Server uptime: ", "by way of atlas");
        assertThat(last(claude).last()).contains("47 days. No errors.", "sentinel__ask");
        assertThat(atlas.command("/swarm").text()).contains("anthropic (claude-haiku-4-5)", "terminal: ");
        assertThat(sentinel.command("/swarm").text()).contains("for atlas: 200 in, 20 out");
        assertThat(sentinel.get("/actuator/prometheus").text()).contains("octo_model_tokens_total{conversation=\"-\"");
    }

    @Test
    @Order(2)
    void twoModelsThatAskEachOtherForEverEndWithinASecondAndShowThePath() {
        claude.otherwise(asked -> calls(new Call("sentinel__ask", "{\"question\":\"you first\"}")));
        gpt.otherwise(asked -> calls(new Call("atlas__ask", "{\"question\":\"no, you\"}")));
        int before = claude.asked().size() + gpt.asked().size();
        long began = System.nanoTime();

        Said answer = atlas.ask("Who begins?");

        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).isEqualTo("The question went in a circle: atlas > sentinel > atlas.");
        assertThat(claude.asked().size() + gpt.asked().size() - before).isEqualTo(6);
        System.out.println("Two models that ask each other for ever were ended after " + took.toMillis() + " ms.");
        assertThat(took).isLessThan(Duration.ofSeconds(10)); // a second on a quiet machine
    }

    @Test
    @Order(3)
    void aConversationSurvivesARestart() {
        claude.otherwise(asked -> says(asked.text().contains("Mimi") ? "It is Mimi." : "I do not know."));
        atlas.ask("My cat is named Mimi.");
        atlas.kill();
        atlas.start();

        assertThat(atlas.ask("What is its name?").text()).isEqualTo("It is Mimi.");

        atlas.command("/clear");
        assertThat(atlas.ask("What is its name?").text()).isEqualTo("I do not know.");
    }

    @Test
    @Order(4)
    void workInTheBackgroundIsDeliveredToWhoeverAskedForIt() {
        claude.otherwise(asked -> says(asked.last().contains("count the sheep") ? "41 sheep." : "It is under way."));
        claude.then(calls(new Call("dispatch_background", "{\"task\":\"count the sheep\"}")));

        String answer = atlas.terminal("ask", "How many sheep are there?").text();

        assertThat(answer).contains("It is under way.");
        await().atMost(LONG) // a quick one is told behind the answer already
                .until(() -> answer.contains("41 sheep.")
                        || atlas.terminal("/help").text().contains("41 sheep."));
    }

    @Test
    @Order(5)
    void aTaskWaitsForAPersonAndGoesOnWithTheAnswer() {
        claude.otherwise(asked -> asked.body().toString().contains("Answered: the second one")
                ? says("The second one is tidy.")
                : calls(new Call("ask_person", "{\"question\":\"Which disk?\"}")));
        String id = atlas.command("/swarm post tidy up a disk").text().split(" ")[0];
        await().atMost(LONG)
                .until(() -> atlas.command("/swarm task " + id).text().contains("Which disk?"));
        assertThat(atlas.command("/swarm tasks paused").text()).contains(id);

        atlas.command("/swarm task " + id + " resume the second one");

        await().atMost(LONG)
                .until(() -> atlas.command("/swarm task " + id).text().contains("The second one is tidy."));
    }

    @Test
    @Order(6)
    void withoutItsModelAnOctoSaysSoAndTellsWhatItCan() {
        claude.close();

        assertThat(atlas.ask("How much memory is free on this machine?").text())
                .startsWith("Anthropic cannot be reached: connection refused.\nWithout the model: ")
                .contains("Memory: ");
    }

    private static Map<String, String> with(FakeModel model, Api api, String capability) {
        Map<String, String> settings = new HashMap<>(model.settings(api));
        settings.put("SWARM_CAPABILITIES", capability);
        return settings;
    }

    private static void awaitTool(OctoProcess octo, FakeModel model, String tool) {
        await().atMost(LONG).until(() -> {
            octo.ask("Hello.");
            return last(model).tools().contains(tool);
        });
        octo.command("/clear");
    }

    private static FakeModel.Asked last(FakeModel model) {
        List<FakeModel.Asked> asked = model.asked();
        return asked.get(asked.size() - 1);
    }
}
