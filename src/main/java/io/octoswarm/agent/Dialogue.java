package io.octoswarm.agent;

import io.octoswarm.agent.provider.Terms;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Speaks with the model: one request, one reply. Counts the tokens. Thread-safe; the thread that asks waits. */
final class Dialogue {
    private static final Set<String> TOO_LONG = Set.of("max_tokens", "length", "model_context_window_exceeded");
    private static final String CUT_SHORT = "\n[The model's answer ends here, as it reached its greatest length.]";

    private final ChatClient model;
    private final TokenCounts counts;

    Dialogue(ChatClient model, TokenCounts counts) {
        this.model = model;
        this.counts = counts;
    }

    /**
     * What the model says next, and the tools that it wants to have called.
     *
     * @throws io.octoswarm.agent.provider.ModelFailure when it says nothing
     */
    AssistantMessage next(
            List<Message> messages, List<ToolCallback> tools, Question question, Agent.Listener listener) {
        Generation said = request(messages, tools, question, listener::hear);
        AssistantMessage message = said.getOutput();
        if (!TOO_LONG.contains(said.getMetadata().getFinishReason())) {
            return message;
        }
        listener.hear(CUT_SHORT);
        return AssistantMessage.builder()
                .content(message.getText() + CUT_SHORT)
                .toolCalls(message.getToolCalls())
                .build();
    }

    /** The answer to a request without tools, which nobody hears. */
    String ask(List<Message> messages, Question question) {
        String text =
                request(messages, List.of(), question, piece -> {}).getOutput().getText();
        return text == null ? "" : text.strip();
    }

    private Generation request(
            List<Message> messages, List<ToolCallback> tools, Question question, Consumer<String> pieces) {
        ToolCallingChatOptions options = ToolCallingChatOptions.builder()
                .toolCallbacks(tools)
                .toolContext(new Terms(question.deadline(), pieces).toolContext())
                .build();
        ChatResponse response = Objects.requireNonNull(
                model.prompt(new Prompt(messages, options)).call().chatResponse(), "a model answers or fails");
        counts.count(question, response.getMetadata().getUsage());
        return Objects.requireNonNull(response.getResult(), "an answer has a message");
    }
}
