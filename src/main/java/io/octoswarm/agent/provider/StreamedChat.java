package io.octoswarm.agent.provider;

import io.octoswarm.agent.provider.ModelFailure.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model behind one of the three wire formats. It never calls a tool by itself. What may pass is tried again, with a
 * pause that doubles or that the server wished for, within the deadline; but not once a piece of the answer was told, as
 * it would be told twice. Thread-safe; the thread that subscribes or calls waits, and an interrupt ends it.
 */
public final class StreamedChat implements ChatModel {
    /** In the tool context of the prompt: the {@link Instant} when its answer is of no use any more. */
    public static final String DEADLINE = "deadline";

    private static final Logger log = LoggerFactory.getLogger(StreamedChat.class);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    private final WireFormat format;
    private final Server server;
    private final Exchange exchange;
    private final Duration firstPause;
    private final Clock clock;

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
        StringBuilder text = new StringBuilder();
        ChatResponse end = patiently(prompt, text::append, () -> {
                    text.setLength(0);
                    return true;
                })
                .end();
        Generation generation = end.getResults().get(0);
        AssistantMessage whole = AssistantMessage.builder()
                .content(text.toString())
                .toolCalls(generation.getOutput().getToolCalls())
                .build();
        return ChatResponse.builder()
                .from(end)
                .generations(List.of(new Generation(whole, generation.getMetadata())))
                .build();
    }

    /** Its pieces of text, and at last one without text that has the rest. Fails with a {@link ModelFailure}. */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.create(sink -> {
            AtomicBoolean told = new AtomicBoolean();
            try {
                sink.next(patiently(
                                prompt,
                                piece -> {
                                    told.set(true);
                                    sink.next(Reply.piece(piece));
                                },
                                () -> !told.get())
                        .end());
                sink.complete();
            } catch (ModelFailure failure) {
                sink.error(failure);
            }
        });
    }

    /** @param again forgets what was told; false: that cannot be, so nothing is tried again */
    private Reply patiently(Prompt prompt, Consumer<String> pieces, BooleanSupplier again) {
        ObjectNode request = format.request(prompt);
        Instant deadline = deadline(prompt);
        for (int tries = 1; ; tries++) {
            try {
                return exchange.run(request, deadline, pieces);
            } catch (ModelFailure failure) {
                if (!failure.mayPass(tries) || !again.getAsBoolean()) {
                    throw failure;
                }
                pause(failure, tries, deadline);
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

    private Instant deadline(Prompt prompt) {
        Map<String, Object> context =
                prompt.getOptions() instanceof ToolCallingChatOptions options && options.getToolContext() != null
                        ? options.getToolContext()
                        : Map.of();
        return context.get(DEADLINE) instanceof Instant deadline
                ? deadline
                : clock.instant().plus(LONGEST_ANSWER);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
