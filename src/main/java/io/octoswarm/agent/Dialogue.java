package io.octoswarm.agent;

import io.octoswarm.agent.provider.StreamedChat;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Speaks with the model: one request, one reply. Counts the tokens. Thread-safe. */
final class Dialogue {
    private final ChatModel model;
    private final TokenCounts counts;

    Dialogue(ChatModel model, TokenCounts counts) {
        this.model = model;
        this.counts = counts;
    }

    /** Collects what comes. */
    private static final class Said {
        private final StringBuilder text = new StringBuilder();
        private List<AssistantMessage.ToolCall> calls = List.of();
        private boolean cutShort;

        AssistantMessage message() {
            String whole = cutShort
                    ? text + "\n[The model's answer ends here, as it reached its greatest length.]"
                    : text.toString();
            return AssistantMessage.builder().content(whole).toolCalls(calls).build();
        }
    }

    /**
     * What the model says next, and the tools that it wants to have called.
     *
     * @throws io.octoswarm.agent.provider.ModelFailure when it says nothing
     */
    AssistantMessage next(
            List<Message> messages, List<ToolCallback> tools, Question question, Agent.Listener listener) {
        Said said = new Said();
        model.stream(new Prompt(messages, options(tools, question)))
                .doOnNext(part -> take(part, said, question, listener))
                .blockLast();
        return said.message();
    }

    /** The answer to a request without tools, which nobody hears. */
    String ask(List<Message> messages, Question question) {
        ChatResponse response = model.call(new Prompt(messages, options(List.of(), question)));
        count(response, question);
        Generation only = response.getResult();
        String text = only == null ? null : only.getOutput().getText();
        return text == null ? "" : text.strip();
    }

    private void take(ChatResponse part, Said said, Question question, Agent.Listener listener) {
        Generation generation = part.getResult();
        if (generation == null) {
            return;
        }
        String piece = generation.getOutput().getText();
        if (piece != null && !piece.isEmpty()) {
            said.text.append(piece);
            listener.hear(piece);
        }
        if (generation.getOutput().hasToolCalls()) {
            said.calls = generation.getOutput().getToolCalls();
        }
        String reason = generation.getMetadata().getFinishReason();
        said.cutShort |= "max_tokens".equals(reason) || "length".equals(reason);
        count(part, question);
    }

    private void count(ChatResponse response, Question question) {
        counts.count(question, response.getMetadata().getUsage());
    }

    private static ToolCallingChatOptions options(List<ToolCallback> tools, Question question) {
        return ToolCallingChatOptions.builder()
                .toolCallbacks(tools)
                .toolContext(Map.of(StreamedChat.DEADLINE, question.deadline()))
                .build();
    }

    @Override
    public String toString() {
        return model.toString();
    }
}
