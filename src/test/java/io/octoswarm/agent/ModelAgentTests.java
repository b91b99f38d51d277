package io.octoswarm.agent;

import static io.octoswarm.testing.FakeModel.calls;
import static io.octoswarm.testing.FakeModel.hangs;
import static io.octoswarm.testing.FakeModel.refuses;
import static io.octoswarm.testing.FakeModel.says;
import static io.octoswarm.testing.FakeModel.saysAndCalls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FakeModel.Api;
import io.octoswarm.testing.FakeModel.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

@Timeout(60)
class ModelAgentTests {
    @TempDir
    private Path folder;

    private Brain brain;

    @AfterEach
    void close() throws IOException {
        brain.close();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aModelAsksAPeerByItsToolAndAnswersWithWhatItSaid(Api api) {
        brain = new Brain(folder, api);
        List<String> inputs = new ArrayList<>();
        brain.tools.add(TestTool.of("sentinel__ask", input -> {
            inputs.add(input);
            return "47 days, clean logs";
        }));
        brain.model.then(
                saysAndCalls("Let me check with Sentinel.", new Call("sentinel__ask", "{\"question\":\"uptime?\"}")),
                says("Up ", "47 days."));

        assertThat(brain.answer("What's the server uptime?")).isEqualTo("Up 47 days.");

        assertThat(inputs).singleElement().asString().contains("uptime?");
        assertThat(brain.model.asked()).hasSize(2);
        assertThat(brain.model.asked().get(0).tools()).containsExactly("sentinel__ask");
        assertThat(brain.model.asked().get(0).last()).contains("What's the server uptime?");
        assertThat(brain.model.asked().get(1).text()).contains("Let me check with Sentinel.");
        assertThat(brain.model.asked().get(1).last())
                .containsPattern(
                        "<data-[0-9a-f]{16} source=\\\\\"sentinel__ask\\\\\">\\\\n47 days, clean logs\\\\n</data-");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void callsOfOneRoundRunAtTheSameTimeAndKeepTheirOrder(Api api) {
        brain = new Brain(folder, api);
        CyclicBarrier both = new CyclicBarrier(2);
        for (String name : List.of("first", "second")) {
            brain.tools.add(TestTool.of(name, input -> {
                meet(both);
                return "of the " + name;
            }));
        }
        brain.model.then(calls(new Call("first", "{}"), new Call("second", "{}")), says("done"));

        assertThat(brain.answer("Both!")).isEqualTo("done");

        assertThat(brain.model.asked().get(1).text()).containsSubsequence("of the first", "of the second");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whateverGoesWrongWithAToolIsTextForTheModel(Api api) {
        brain = new Brain(folder, api);
        brain.tools.add(TestTool.of("throws", input -> {
            throw new IllegalStateException("disk on fire");
        }));
        brain.tools.add(TestTool.of("refuses", input -> {
            throw new CannotAnswer("sentinel has no answer: no idea");
        }));
        brain.tools.add(TestTool.of("floods", input -> "x".repeat(2 << 20)));
        brain.tools.add(TestTool.of("silent", input -> null));
        brain.model.then(
                calls(
                        new Call("throws", "{}"),
                        new Call("refuses", "{}"),
                        new Call("floods", "{}"),
                        new Call("silent", "{}"),
                        new Call("vanished", "{}"),
                        new Call("throws", api == Api.OLLAMA ? "\"oops\"" : "{oops"), // there it stands within JSON
                        new Call("throws", "[1]")),
                says("done"));

        assertThat(brain.answer("Go.")).isEqualTo("done");

        String told = brain.model.asked().get(1).text();
        assertThat(told)
                .contains("Error: throws failed: disk on fire")
                .contains("Error: sentinel has no answer: no idea")
                .contains("[cut: 2097152 characters]")
                .contains("(nothing)")
                .contains("Error: there is no tool vanished now.")
                .contains("Error: the arguments of throws must be a JSON object.");
        assertThat(told.length()).isLessThan(60_000);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aToolThatHangsIsLeftBehindInTimeForAnAnswer(Api api) throws InterruptedException {
        brain = new Brain(folder, api);
        CountDownLatch interrupted = new CountDownLatch(1);
        brain.tools.add(TestTool.of("hangs", input -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ended) {
                interrupted.countDown();
            }
            return "too late";
        }));
        brain.model.then(calls(new Call("hangs", "{}")), says("It hangs."));

        String answer = brain.agent.answer(new Question("Go.", "", List.of(), in(Duration.ofSeconds(4)), null));

        assertThat(answer).isEqualTo("It hangs.");
        assertThat(brain.model.asked().get(1).last()).contains("Error: hangs gave no result within ");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aModelThatNeverStopsCallingToolsIsStopped(Api api) {
        brain = new Brain(folder, api);
        AtomicInteger called = new AtomicInteger();
        brain.tools.add(TestTool.of("again", input -> "and again " + called.incrementAndGet()));
        brain.model.otherwise(asked -> calls(
                new Call("again", "{}"), new Call("again", "{}"), new Call("again", "{}"), new Call("again", "{}")));

        assertThatThrownBy(() -> brain.answer("Go."))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage("The model came to no end: after 20 rounds of tools it wanted to go on.");

        assertThat(called).hasValue(60);
        assertThat(brain.model.asked()).hasSize(21);
        assertThat(brain.model.asked().get(20).last()).contains("no further tool is called");
    }

    @Test
    void whatAPeerAsksBackForEverEndsWithThePath() {
        brain = new Brain(folder, Api.OPENAI);
        brain.tools.add(TestTool.of("atlas__ask", input -> {
            throw new WentInCircle("The question went in a circle: atlas > sentinel > atlas.");
        }));
        brain.model.otherwise(asked -> calls(new Call("atlas__ask", "{}")));

        assertThatThrownBy(() -> brain.answer("Go."))
                .isInstanceOf(WentInCircle.class)
                .hasMessageContaining("atlas > sentinel > atlas");
        assertThat(brain.model.asked()).hasSize(2); // once it may learn of it
    }

    @Test
    void aToolKnowsTheQuestionOnWhoseBehalfItIsCalled() {
        brain = new Brain(folder, Api.OPENAI);
        AtomicReference<Question> seen = new AtomicReference<>();
        brain.tools.add(new TestTool("look", (input, question) -> {
            seen.set(question);
            return "seen";
        }));
        brain.model.then(calls(new Call("look", "{}")), says("done"));
        Instant deadline = in(Duration.ofSeconds(100));

        brain.agent.answer(new Question("Go.", "", List.of("scholar"), deadline, "terminal"));

        assertThat(seen.get().path()).containsExactly("scholar");
        assertThat(seen.get().conversation()).isEqualTo("terminal");
        assertThat(seen.get().deadline()).isBefore(deadline.minusSeconds(20)); // time for the model is kept
    }

    @Test
    void theAnswerIsHeardWhileItComes() {
        brain = new Brain(folder, Api.ANTHROPIC);
        brain.tools.add(TestTool.of("look", input -> "seen"));
        brain.model.then(saysAndCalls("Let me look.", new Call("look", "{}")), says("It ", "is ", "there."));
        List<String> heard = new ArrayList<>();

        String answer = brain.agent.answer(AnyQuestion.of("Where?"), heard::add);

        assertThat(answer).isEqualTo("It is there.");
        assertThat(heard).containsExactly("Let me look.", "\n\n", "It ", "is ", "there.");
    }

    @Test
    void marksThatTheModelRepeatsAreNeitherHeardNorAnswered() {
        brain = new Brain(folder, Api.OPENAI);
        brain.tools.add(TestTool.of("look", input -> "seen"));
        brain.model.then(calls(new Call("look", "{}")));
        brain.model.otherwise(asked -> {
            String mark = asked.text().replaceAll("(?s).*<(data-[0-9a-f]{16}) source.*", "$1");
            return says("It says <", mark + " source=\"look\"", ">\nseen\n</" + mark, ">");
        });
        StringBuilder heard = new StringBuilder();

        String answer = brain.agent.answer(AnyQuestion.of("Where?"), heard::append);

        assertThat(answer).isEqualTo("It says seen");
        assertThat(heard).hasToString("It says seen\n");
    }

    @Test
    void behindTheSentenceStandsWhatTheBuiltInAgentCanTell() {
        brain = new Brain(folder, Api.ANTHROPIC);
        Mockito.doReturn("Disk / is 14 % full.").when(brain.builtIn).answer(ArgumentMatchers.any());
        brain.model.otherwise(asked -> refuses(401, Map.of(), "{}"));

        assertThat(brain.answer("How full are the disks?"))
                .isEqualTo(
                        "Anthropic refuses the key (ANTHROPIC_API_KEY).\n" + "Without the model: Disk / is 14 % full.");
    }

    @Test
    void anInterruptEndsTheAnswer() throws InterruptedException {
        brain = new Brain(folder, Api.OPENAI);
        brain.model.otherwise(asked -> hangs());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                brain.answer("Go.");
            } catch (RuntimeException ended) {
                thrown.set(ended);
            }
        });
        asking.start();
        await().until(() -> !brain.model.asked().isEmpty());

        asking.interrupt();
        asking.join(10_000);

        assertThat(thrown.get()).isInstanceOf(CannotAnswer.class).hasMessage("The answer was stopped.");
    }

    @Test
    void anEmptyAnswerIsNone() {
        brain = new Brain(folder, Api.ANTHROPIC);
        brain.model.then(says(" \n"));

        assertThatThrownBy(() -> brain.answer("Go.")).hasMessage("The model gave an empty answer.");
    }

    @Test
    void tokensAreCountedForConversationsAndPeers() {
        brain = new Brain(folder, Api.OPENAI);
        brain.model.otherwise(asked -> says("done"));

        brain.answer("one");
        brain.answer("two");
        brain.agent.answer(new Question("three", "", List.of("atlas", "sentinel"), in(Duration.ofMinutes(1)), "x"));

        assertThat(brain.counts.rows())
                .containsEntry("Brain", "openai (small-1)")
                .containsEntry("Tokens", "300 in, 30 out (terminal: 200 in, 20 out; for sentinel: 100 in, 10 out)");
        assertThat(brain.meters
                        .get("octo.model.tokens")
                        .tags("conversation", "terminal", "direction", "in")
                        .counter()
                        .count())
                .isEqualTo(200);
        assertThat(brain.meters
                        .get("octo.model.tokens")
                        .tags("peer", "sentinel", "direction", "out")
                        .counter()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void peersThatMakeUpNamesDoNotFillTheMetrics() {
        brain = new Brain(folder, Api.OPENAI);
        brain.model.otherwise(asked -> says("done"));

        for (int i = 0; i < 120; i++) {
            brain.agent.answer(new Question("x", "", List.of("peer" + i), in(Duration.ofMinutes(1)), null));
        }

        assertThat(brain.meters.find("octo.model.tokens").counters()).hasSizeLessThanOrEqualTo(2 * 101);
    }

    @Test
    void toolsThatNoModelTakesAreLeftOut() {
        brain = new Brain(folder, Api.OPENAI);
        brain.tools.add(TestTool.of("büro ask", input -> "never"));
        brain.tools.add(TestTool.of("x".repeat(65), input -> "never"));
        brain.tools.add(TestTool.of("twice", input -> "the first"));
        brain.tools.add(TestTool.of("twice", input -> "the second"));
        brain.model.then(calls(new Call("twice", "{}")), says("done"));

        assertThat(brain.answer("Go.")).isEqualTo("done");

        assertThat(brain.model.asked().get(0).tools()).containsExactly("twice");
        assertThat(brain.model.asked().get(1).last()).contains("the first");
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("the other tool was not called meanwhile", alone);
        }
    }
}
