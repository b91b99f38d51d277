package io.octoswarm.agent;

import static io.octoswarm.testing.FakeModel.breaksOffAfter;
import static io.octoswarm.testing.FakeModel.hangs;
import static io.octoswarm.testing.FakeModel.refuses;
import static io.octoswarm.testing.FakeModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.testing.FakeModel.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What can go wrong at a model's server, in each of the three wire formats: one sentence says which it is. */
@Timeout(60)
class ModelFailuresTests {
    @TempDir
    private Path folder;

    private Brain brain;

    @AfterEach
    void close() throws IOException {
        brain.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANTHROPIC | {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}} | Anthropic refuses the key (ANTHROPIC_API_KEY).
            OPENAI | {"error":{"message":"Incorrect API key provided: geheim-4711.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}} | The model server 127.0.0.1 refuses the key (OPENAI_API_KEY).
            OLLAMA | {"error":"unauthorized"} | Ollama at 127.0.0.1 wants a key, and this Octo has none for it.
            """)
    void aWrongKey(Api api, String body, String sentence) {
        assertRefused(api, 401, body, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANTHROPIC | {"type":"error","error":{"type":"not_found_error","message":"model: small-1"}} | Anthropic has no model "small-1" (DEFAULT_MODEL): model: small-1.
            OPENAI | {"error":{"message":"The model `small-1` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}} | The model server 127.0.0.1 has no model "small-1" (DEFAULT_MODEL): The model `small-1` does not exist or you do not have access to it.
            OLLAMA | {"error":"model 'small-1' not found"} | Ollama at 127.0.0.1 has no model "small-1" (DEFAULT_MODEL): model 'small-1' not found.
            """, quoteCharacter = '\0')
    void anUnknownModel(Api api, String body, String sentence) {
        assertRefused(api, 404, body, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANTHROPIC | 402 | {"type":"error","error":{"type":"billing_error","message":"Your credit balance is too low."}} | Anthropic refuses, because the account has no credit left.
            OPENAI | 429 | {"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}} | The model server 127.0.0.1 refuses, because the account has no credit left.
            """)
    void anAccountWithoutCredit(Api api, int status, String body, String sentence) {
        assertRefused(api, status, body, sentence);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void theServersOwnWordsAreShownWithoutKeyAndEscapes(Api api) {
        assertRefused(
                api,
                400,
                "{\"error\":{\"message\":\"Too long.\\u001b[2J <b>geheim-4711</b>\"}}",
                server(api) + " refuses the request (HTTP status 400): Too long. <b>"
                        + (api == Api.OLLAMA ? Brain.KEY : "***") + "</b>.");
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, 429, Retry-After, 1",
        "OPENAI, 429, Retry-After, 1",
        "OLLAMA, 429, Retry-After, 1",
        "ANTHROPIC, 529, retry-after, 1",
        "OPENAI, 429, retry-after-ms, 1000",
        "OLLAMA, 503, Retry-After, 1"
    })
    void aServerThatWantsToBeLeftAloneIs(Api api, int status, String header, String value) {
        brain = new Brain(folder, api);
        brain.model.then(refuses(status, Map.of(header, value), "{}"), says("done"));
        long before = System.nanoTime();

        assertThat(brain.answer("Go.")).isEqualTo("done");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(990));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void whoWantsToBeLeftAloneForLongerThanTheAnswerMayTakeIsToldOfAtOnce(Api api) {
        brain = new Brain(folder, api);
        brain.model.otherwise(asked -> refuses(429, Map.of("Retry-After", "59"), "{}"));

        assertThatThrownBy(() -> answerWithin(Duration.ofSeconds(50)))
                .hasMessage(server(api) + " limits how much may be asked; it wants to be left alone for 59 s.");
        assertThat(brain.model.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, 529, is overloaded",
        "OPENAI, 529, is overloaded",
        "OLLAMA, 529, is overloaded",
        "OPENAI, 503, is overloaded",
        "OLLAMA, 503, is overloaded",
        "ANTHROPIC, 500, has a fault"
    })
    void anOverloadedModelIsAskedFourTimes(Api api, int status, String what) {
        brain = new Brain(folder, api);
        brain.model.otherwise(asked -> refuses(status, Map.of(), "<html>Bad Gateway</html>"));

        assertThatThrownBy(() -> brain.answer("Go."))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage(server(api) + " " + what + " (HTTP status " + status + ").");
        assertThat(brain.model.asked()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aModelThatSaysNothingIsGivenUpAtTheDeadline(Api api) {
        brain = new Brain(folder, api);
        brain.model.otherwise(asked -> hangs());

        assertThatThrownBy(() -> answerWithin(Duration.ofSeconds(1)))
                .hasMessage(server(api) + " gave no answer in time (1 s).");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aStreamThatIsCutBeforeItSaidAnythingIsBegunAnew(Api api) {
        brain = new Brain(folder, api);
        brain.model.then(breaksOffAfter(), says("done"));

        assertThat(brain.answer("Go.")).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aStreamThatIsCutInItsMiddleIsNoAnswer(Api api) {
        brain = new Brain(folder, api);
        brain.model.then(breaksOffAfter("Half an ans"), says("not asked for"));

        assertThatThrownBy(() -> brain.answer("Go.")).hasMessage("The answer of " + server(api) + " was cut off.");
        assertThat(brain.model.asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void nobodyBehindTheAddressIsToldOf(Api api) {
        brain = new Brain(folder, api);
        brain.model.close();

        assertThatThrownBy(() -> brain.answer("Go."))
                .hasMessage(server(api) + " cannot be reached: connection refused.");
    }

    private void assertRefused(Api api, int status, String body, String sentence) {
        brain = new Brain(folder, api);
        brain.model.otherwise(asked -> refuses(status, Map.of(), body));

        assertThatThrownBy(() -> brain.answer("Go."))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage(sentence);
        assertThat(brain.model.asked()).hasSize(1); // the same request would be refused again
    }

    private String answerWithin(Duration time) {
        return brain.agent.answer(
                new Question("Go.", "", List.of(), Instant.now().plus(time), null));
    }

    private static String server(Api api) {
        return switch (api) {
            case ANTHROPIC -> "Anthropic";
            case OPENAI -> "The model server 127.0.0.1";
            case OLLAMA -> "Ollama at 127.0.0.1";
        };
    }
}
