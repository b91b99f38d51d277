package io.octoswarm.web;

import static io.octoswarm.testing.FakeModel.dictated;
import static io.octoswarm.testing.FakeModel.refuses;
import static io.octoswarm.testing.FakeModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.TestOcto;
import io.octoswarm.conversation.Message;
import io.octoswarm.conversation.Transcript;
import io.octoswarm.testing.FakeModel;
import io.octoswarm.testing.SettableClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StreamedAnswersTests {
    @TempDir
    private static Path folder;

    private static FakeModel model;
    private static TestOcto octo;

    @BeforeAll
    static void start() {
        model = FakeModel.start();
        octo = TestOcto.start(folder, model.settings(FakeModel.Api.ANTHROPIC));
    }

    @AfterAll
    static void stop() throws IOException {
        octo.close();
        model.close();
    }

    @Test
    void anAnswerComesInPiecesAndThenAsAWhole() {
        model.then(says("Two\nlines", " of it."));

        HttpResponse<String> response = octo.text("/api/ask", "Tell me.");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body()).isEqualTo("""
                event: text
                data: Two
                data: lines

                event: text
                data:  of it.

                event: answer
                data: Two
                data: lines of it.

                """);
    }

    @Test
    void whatThereIsNoAnswerToIsRefused() {
        model.then(refuses(401, Map.of(), "{}"));

        assertThat(octo.text("/api/ask", "Sing a song.").body())
                .isEqualTo("event: refusal\ndata: Anthropic refuses the key (ANTHROPIC_API_KEY).\n\n");
        assertThat(octo.text("/api/ask", " ").body()).startsWith("event: refusal\n");
    }

    @Test
    void theAnswerToAQuestionWithAnIdIsFoundByIt() {
        model.then(says("Yes."));

        octo.text("/api/ask?conversation=web:1&id=7a", "Is it?");

        assertThat(octo.get("/api/messages?conversation=web:1").body())
                .containsSubsequence("\"id\":\"7a\"", "Is it?", "\"reply_to\":\"7a\"", "Yes.");
        HttpResponse<String> refused = octo.text("/api/ask?conversation=web:1&id=result:1", "Is it?");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("up to 64 letters or digits");
    }

    @Test
    void stopEndsAnAnswerThatIsBeingMade() {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>(List.of("One ", "two "));
        model.then(dictated(pieces));
        int asked = model.asked().size();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> octo.text("/api/ask", "Count.").body());
        await().until(() -> model.asked().size() > asked && pieces.isEmpty());

        assertThat(octo.command("/stop").body()).isEqualTo("Stopped: 1 answer, 0 background tasks.");

        assertThat(answer.join()).endsWith("event: refusal\ndata: Stopped.\n\n");
        assertThat(octo.command("/stop").body()).isEqualTo("Nothing runs for this conversation.");
        pieces.add("");
    }

    @Test
    void aQuestionIsUnderWayFromWhenItStandsThereUntilItsAnswerIsMade() {
        BlockingQueue<String> pieces = new LinkedBlockingQueue<>(List.of("One "));
        model.then(dictated(pieces));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> octo.text("/api/ask?conversation=web:3&id=1", "Count.").body());
        await().until(() -> !messages("web:3").equals("[]"));
        assertThat(messages("web:3")).contains("\"under_way\":true");

        pieces.add("");

        assertThat(answer.join()).contains("event: answer");
        assertThat(messages("web:3")).contains("One").doesNotContain("\"under_way\":true");
    }

    @Test
    void whatWasSaidBeforeCanBeReadOn() {
        Transcript transcript = octo.part(Transcript.class);
        for (int i = 1; i <= 101; i++) {
            transcript.record(
                    new Message("web:4", null, Message.Kind.PERSON, "you", "number-" + i, null, SettableClock.START));
        }

        HttpResponse<String> newest = octo.get("/api/messages?conversation=web:4");

        assertThat(newest.headers().firstValue("Octo-Older")).hasValue("true");
        assertThat(newest.body()).contains("number-101").doesNotContain("number-1<");
        HttpResponse<String> older = octo.get("/api/messages?conversation=web:4&before=" + firstNumber(newest.body()));
        assertThat(older.headers().firstValue("Octo-Older")).hasValue("false");
        assertThat(older.body()).contains("number-1<").doesNotContain("number-2<");
        assertThat(octo.get("/api/messages?conversation=web:4&before=all").statusCode())
                .isEqualTo(400);
    }

    private static String firstNumber(String messages) {
        return messages.replaceFirst("(?s).*?\"number\":(\\d+).*", "$1");
    }

    private static String messages(String conversation) {
        return octo.get("/api/messages?conversation=" + conversation).body();
    }

    /** Without a number of its own, too. */
    @Test
    void aQuestionIsNoPartOfWhatWasSaidBefore() {
        model.then(says("Yes."), says("No."));
        octo.text("/api/ask?conversation=web:2", "Is it so?");

        octo.text("/api/ask?conversation=web:2", "And this?");

        assertThat(model.asked().get(model.asked().size() - 1).text()).containsOnlyOnce("And this?");
    }

    @Test
    void clearMakesTheModelBeginAnew() {
        model.then(says("Noted."), says("I do not know."));
        octo.text("/api/ask", "My cat is named Mimi.");

        assertThat(octo.command("/clear").body()).startsWith("Forgotten");
        octo.text("/api/ask", "What is its name?");

        assertThat(model.asked().get(model.asked().size() - 1).text()).doesNotContain("Mimi");
    }

    @Test
    void theModelIsOfferedTheDevicesToolsAndTheSwarms() {
        model.then(says("done"));

        octo.text("/api/ask", "Go.");

        assertThat(model.asked().get(model.asked().size() - 1).tools())
                .contains("delegate", "dispatch_background", "device_uptime", "device_disks");
        assertThat(octo.command("/swarm").body()).contains("Brain", "anthropic (claude-haiku-4-5)", "Tokens");
        assertThat(octo.call("get_info", "{}")
                        .path("structuredContent")
                        .path("agent")
                        .asString(""))
                .isEqualTo("anthropic");
    }
}
