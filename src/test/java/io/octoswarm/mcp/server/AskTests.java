package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.Agent;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Delegations;
import io.octoswarm.agent.Question;
import io.octoswarm.instance.Instance;
import io.octoswarm.testing.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class AskTests {
    private final SettableClock clock = new SettableClock();
    private final Instance instance = mock(Instance.class);
    private final AtomicReference<Question> asked = new AtomicReference<>();
    private Agent agent = question -> {
        asked.set(question);
        return "42";
    };

    @BeforeEach
    void isAtlas() {
        when(instance.name()).thenReturn("atlas");
        when(instance.isNamed(any())).thenAnswer(call -> "atlas".equalsIgnoreCase(call.getArgument(0)));
    }

    @Test
    void theQuestionReachesTheAgentWithAllThatCameAlong() {
        ask(
                Map.of("question", "How much?", "context", "before"),
                Map.of(
                        "octoswarm.io/path", List.of("scholar", "sentinel"),
                        "octoswarm.io/conversation", "c-1",
                        "octoswarm.io/deadline", "2026-01-02T03:05:00Z"));

        assertThat(asked.get())
                .usingRecursiveComparison()
                .ignoringFields("trace")
                .isEqualTo(new Question(
                        "How much?",
                        "before",
                        List.of("scholar", "sentinel"),
                        java.time.Instant.parse("2026-01-02T03:05:00Z"),
                        "c-1"));
    }

    /** An id of ours would bring out what was said there, and put results into it. */
    @Test
    void whoComesThroughNoOctoBelongsToNoConversation() {
        ask(Map.of("question", "what was said before?"), Map.of("octoswarm.io/conversation", "terminal"));

        assertThat(asked.get().conversation()).isNull();
    }

    @Test
    void aTraceIsGoneOnWithAndElseBegun() {
        ask(Map.of("question", "x"), Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(asked.get().trace().id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");

        ask(Map.of("question", "x"), Map.of("traceparent", "00-oops"));
        assertThat(asked.get().trace().id()).hasSize(32).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aPlainClientSendsAQuestionAndNothingElse() {
        assertThat(text(ask(Map.of("question", "How much?"), null))).isEqualTo("42");
        assertThat(asked.get())
                .usingRecursiveComparison()
                .ignoringFields("trace")
                .isEqualTo(new Question("How much?", "", List.of(), SettableClock.START.plusSeconds(300), null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:06.678Z, 1",
        "2026-01-02T03:09:05.678Z, 300",
        "2026-01-02T03:09:06Z, 300",
        "2099-01-01T00:00:00Z, 300",
        "soon, 300"
    })
    void anAskEndsAtItsDeadlineAnd300SecondsAtTheLatest(String deadline, int seconds) {
        ask(Map.of("question", "x"), Map.of("octoswarm.io/deadline", deadline));

        assertThat(asked.get().deadline()).isEqualTo(SettableClock.START.plusSeconds(seconds));
    }

    @Test
    void aPathOfFourIsTheLongest() {
        assertThat(text(ask(Map.of("question", "x"), Map.of("octoswarm.io/path", List.of("a", "b", "c", "d")))))
                .isEqualTo("42");
    }

    @Test
    void aForgedPathIsBoundedInTheRefusal() {
        List<String> forged = java.util.Collections.nCopies(10_000, "x\n" + "y".repeat(10_000));
        CallsAnswer answer = refusal(Map.of("octoswarm.io/path", forged));

        assertThat(answer.text()).hasSizeLessThan(10_000).doesNotContain("\n");
        assertThat(asked).hasNullValue();
    }

    @Test
    void whatTheAgentCannotAnswerIsAnErrorInItsWords() {
        agent = question -> {
            throw new CannotAnswer("I lack a model.");
        };

        assertThat(refusal(Map.of()).text()).isEqualTo("I lack a model.");
    }

    @Test
    void aDefectTellsNothingOfItself() {
        agent = question -> {
            throw new IllegalStateException("geheim /home/octo");
        };

        assertThat(refusal(Map.of()).text())
                .isEqualTo("This Octo could not do that because of a fault of its own; its log says more.");
    }

    @Test
    void moreOfOneCallerThanItsShareAreAskedToTryAgain() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        agent = question -> {
            inside.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return "42";
        };
        Ask ask = new Ask(question -> agent.answer(question), instance, clock, nothingShown());
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 80; i++) {
                pool.submit(() -> call(ask, Map.of("question", "x"), Map.of()));
            }
            await().until(() -> inside.get() == 80);

            McpSchema.CallToolResult refused = call(ask, Map.of("question", "x"), Map.of());

            assertThat(refused.isError()).isTrue();
            assertThat(text(refused)).isEqualTo("atlas is busy with questions; try again in 5 s.");
            end.countDown();
            await().until(() -> !call(ask, Map.of("question", "x"), Map.of()).isError());
        } finally {
            end.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    void aFailureGivesItsPlaceBack() {
        agent = question -> {
            throw new CannotAnswer("no");
        };
        Ask ask = new Ask(question -> agent.answer(question), instance, clock, nothingShown());
        for (int i = 0; i < 150; i++) {
            assertThat(text(call(ask, Map.of("question", "x"), Map.of()))).isEqualTo("no");
        }
    }

    @Test
    void checksComeBeforeThePlaces() {
        assertThatThrownBy(() -> new Ask(agent, instance, clock, nothingShown())
                        .call(new Arguments(new McpSchema.CallToolRequest("ask", Map.of(), Map.of()), "127.0.0.1")))
                .isInstanceOf(Refusal.class);
        assertThat(asked).hasNullValue();
    }

    private static ObjectProvider<Delegations> nothingShown() {
        return new StaticListableBeanFactory().getBeanProvider(Delegations.class);
    }

    private record CallsAnswer(String text) {}

    private CallsAnswer refusal(Map<String, Object> meta) {
        McpSchema.CallToolResult result = ask(Map.of("question", "x"), meta);
        assertThat(result.isError()).isTrue();
        return new CallsAnswer(text(result));
    }

    private McpSchema.CallToolResult ask(Map<String, Object> arguments, Map<String, Object> meta) {
        return call(new Ask(question -> agent.answer(question), instance, clock, nothingShown()), arguments, meta);
    }

    /** As the server calls it. */
    private static McpSchema.CallToolResult call(Ask ask, Map<String, Object> arguments, Map<String, Object> meta) {
        return new ToolCalls(new SimpleMeterRegistry(), unused -> {})
                .specification(ask)
                .callHandler()
                .apply(McpTransportContext.EMPTY, new McpSchema.CallToolRequest("ask", arguments, meta));
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }
}
