package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.octoswarm.mcp.Meta;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

class ForgottenSessionTests {
    private static final RuntimeException BROKEN_OFF = new RuntimeException("MCP session with server terminated");
    private static final RuntimeException REFUSED = new McpTransportSessionNotFoundException("Session not found");

    private final AtomicInteger calls = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"ask", "check_task", "get_info"})
    void repeatsWhatMayBeDoneTwice(String tool) {
        assertThat(failingOnce(BROKEN_OFF, ForgottenSession.retryOf(call(tool, Map.of()))))
                .isEqualTo("done");
        assertThat(calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch_task", "turn_on_the_oven"})
    void repeatsNothingElseThatThePeerMayHaveBegun(String tool) {
        assertThatThrownBy(() -> failingOnce(BROKEN_OFF, ForgottenSession.retryOf(call(tool, Map.of()))))
                .isSameAs(BROKEN_OFF);
        assertThat(calls).hasValue(1);
    }

    @Test
    void repeatsADispatchThatThePeerCanRecognise() {
        McpSchema.CallToolRequest dispatch = call("dispatch_task", Map.of(Meta.IDEMPOTENCY_KEY, "leaves-1"));

        assertThat(failingOnce(BROKEN_OFF, ForgottenSession.retryOf(dispatch))).isEqualTo("done");
    }

    @Test
    void repeatsWhateverThePeerRefusedToBegin() {
        assertThat(failingOnce(REFUSED, ForgottenSession.retryOf(call("dispatch_task", Map.of()))))
                .isEqualTo("done");
        assertThat(failingOnce(REFUSED, ForgottenSession.retryOfReading())).isEqualTo("done");
    }

    @Test
    void leavesOtherFailuresAlone() {
        IllegalStateException other = new IllegalStateException("no route");

        assertThatThrownBy(() -> failingOnce(other, ForgottenSession.retryOf(call("ask", Map.of()))))
                .isSameAs(other);
        assertThat(calls).hasValue(1);
    }

    @Test
    void givesUpOnAPeerThatForgetsAgainAndAgain() {
        Mono<String> forgetful = Mono.defer(() -> {
            calls.incrementAndGet();
            return Mono.error(BROKEN_OFF);
        });

        assertThatThrownBy(() ->
                        forgetful.retryWhen(ForgottenSession.retryOfReading()).block())
                .hasRootCause(BROKEN_OFF);
        assertThat(calls).hasValue(3);
    }

    private String failingOnce(RuntimeException failure, Retry retry) {
        calls.set(0);
        return Mono.defer(() -> calls.incrementAndGet() == 1 ? Mono.<String>error(failure) : Mono.just("done"))
                .retryWhen(retry)
                .block();
    }

    private static McpSchema.CallToolRequest call(String tool, Map<String, Object> meta) {
        return new McpSchema.CallToolRequest(tool, Map.of(), meta);
    }
}
