package io.octoswarm.agent.provider;

import io.octoswarm.agent.provider.ModelFailure.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model behind one of the three wire formats. It never calls a tool by itself. What may pass is tried again, with a
 * pause that doubles or that the server wished for, within the deadline; but not once a piece of the answer was told, as
 * it would be told twice. The answer is streamed to the hearer of its {@link Terms} on the thread that calls, which waits;
 * an interrupt ends it. Thread-safe.
 */
public final class StreamedChat implements ChatModel {
    private static final Logger log = LoggerFactory.getLogger(StreamedChat.class);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    private final WireFormat format;
    private final Server server;
    private final Exchange exchange;
    private final Duration firstPause;
    private final Clock clock;
    /** The model was found to call no tools. */
    private volatile boolean toolless;

    private StreamedChat(WireFormat format, Server server, Duration firstPause, Clock clock) {
        this.format = format;
        this.server = server;
        this.exchange = new Exchange(client(), format, server, clock);
        this.firstPause = firstPause;
        this.clock = clock;
    }

    /** How models are reached. The pause is the one before the first repetition; a second is fit for real servers. */
    public record Way(Duration firstPause, Clock clock) {}

    /** Claude at Anthropic, or at a gateway to it at {@code url}, without the version. */
    public static ChatModel anthropic(Optional<URI> url, String key, String model, Way way) {
        return new StreamedChat(
                new AnthropicMessages(AnthropicMessages.endpoint(url.orElse(AnthropicMessages.BASE)), key, model),
                new Server("Anthropic", model, "ANTHROPIC_API_KEY", Optional.of(key)),
                way.firstPause(),
                way.clock());
    }

    /** OpenAI, or whoever speaks as it does at {@code url}, its version included. */
    public static ChatModel openAi(Optional<URI> url, Optional<String> key, String model, Way way) {
        return new StreamedChat(
                new OpenAiChat(OpenAiChat.endpoint(url.orElse(OpenAiChat.BASE)), key, model),
                new Server(
                        url.map(other -> "The model server " + other.getHost()).orElse("OpenAI"),
                        model,
                        "OPENAI_API_KEY",
                        key),
                way.firstPause(),
                way.clock());
    }

    /** A model that Ollama runs, on this machine unless {@code url} says where. */
    public static ChatModel ollama(Optional<URI> url, String model, Way way) {
        URI base = url.orElse(OllamaChat.BASE);
        return new StreamedChat(
                new OllamaChat(OllamaChat.endpoint(base), model),
                new Server("Ollama at " + base.getHost(), model, null, Optional.empty()),
                way.firstPause(),
                way.clock());
    }

    /** HTTP/1.1: some servers stumble over the offer of HTTP/2 in the clear, and a stream gains nothing by it. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIME_TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER) // the key goes nowhere else
                .build();
    }

    /** @throws ModelFailure when there is no answer */
    @Override
    public ChatResponse call(Prompt prompt) {
        Terms terms = Terms.of(prompt).orElseGet(() -> new Terms(clock.instant().plus(LONGEST_ANSWER), piece -> {}));
        StringBuilder text = new StringBuilder();
        Reply reply = patiently(format.request(prompt), terms.deadline(), text::isEmpty, piece -> {
            text.append(piece);
            terms.pieces().accept(piece);
        });
        return reply.whole(text.toString());
    }

    /** {@code ChatClient} asks for these when it puts together what is wanted of one answer. */
    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }

    /** @param again whether it may be tried again: nothing was told yet */
    private Reply patiently(ObjectNode request, Instant deadline, BooleanSupplier again, Consumer<String> pieces) {
        if (toolless) {
            request.remove("tools");
        }
        for (int tries = 1; ; tries++) {
            try {
                return exchange.run(request, deadline, pieces);
            } catch (ModelFailure failure) {
                if (failure.kind() == Kind.NO_TOOLS && request.has("tools")) {
                    log.warn("{} It is asked without them from now on.", failure.getMessage());
                    toolless = true;
                    request.remove("tools");
                } else if (!failure.mayPass(tries) || !again.getAsBoolean()) {
                    throw failure;
                } else {
                    pause(failure, tries, deadline);
                }
            }
        }
    }

    /** Waits before the next try, or gives up at once where the wait would be too long. */
    private void pause(ModelFailure failure, int tries, Instant deadline) {
        Duration backOff = firstPause.multipliedBy(1L << (tries - 1));
        Duration pause = failure.retryAfter().orElse(backOff.plus(jitter(backOff)));
        Duration left = Duration.between(clock.instant(), deadline);
        if (pause.compareTo(LONGEST_PAUSE) > 0 || pause.compareTo(left) >= 0) {
            throw failure;
        }
        log.info("{} Trying again in {} ms.", failure.getMessage(), pause.toMillis());
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ModelFailure(Kind.INTERRUPTED, "The answer was stopped.");
        }
    }

    /** Many Octos that were refused together do not come back together. */
    private static Duration jitter(Duration backOff) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(backOff.toMillis() / 2 + 1));
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
