package io.octoswarm.agent.provider;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * What an asker wants of an answer beside its words. It stands in the tool context of the prompt, the one part of it that
 * {@code ChatClient} hands through untouched.
 *
 * @param deadline when the answer is of no use any more
 * @param pieces hears the text while it comes, on the thread that asks; must not throw
 */
public record Terms(Instant deadline, Consumer<String> pieces) {
    private static final String KEY = Terms.class.getName();

    public Map<String, Object> toolContext() {
        return Map.of(KEY, this);
    }

    static Optional<Terms> of(Prompt prompt) {
        return prompt.getOptions() instanceof ToolCallingChatOptions options
                        && options.getToolContext() != null
                        && options.getToolContext().get(KEY) instanceof Terms terms
                ? Optional.of(terms)
                : Optional.empty();
    }
}
