package io.octoswarm.agent.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import tools.jackson.databind.JsonNode;

/** What came of one answer so far. For one thread. */
abstract class Reply {
    /** A tool's call that comes in parts. */
    static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        void begin(String newId, String newName) {
            id = newId.isEmpty() ? id : newId;
            name = newName.isEmpty() ? name : newName;
        }

        boolean hasId() {
            return !id.isEmpty();
        }

        void add(String part) {
            arguments.append(part);
        }
    }

    /** In the words of Anthropic and of OpenAI. */
    private static final Set<String> DECLINED = Set.of("refusal", "content_filter");

    private final Map<Integer, Call> calls = new TreeMap<>();
    private int promptTokens;
    private int answerTokens;
    private String finish = "";
    private boolean text;

    /** Takes in what a line of the stream holds; returns the piece of text in it, or an empty one. */
    abstract String take(JsonNode event);

    /** Whether nothing more comes that matters, so that the end of the stream need not be waited for. */
    abstract boolean isOver();

    final Call call(int index) {
        return calls.computeIfAbsent(index, unused -> new Call());
    }

    final int calls() {
        return calls.size();
    }

    final void used(int prompt, int answer) {
        promptTokens = Math.max(promptTokens, prompt);
        answerTokens = Math.max(answerTokens, answer);
    }

    /** There is text. */
    final void heard() {
        text = true;
    }

    /** Whether there is text, or a call of a tool. */
    final boolean hasSomething() {
        return text || !calls.isEmpty();
    }

    final void finished(String reason) {
        finish = reason;
    }

    /** Whether the model, or who watches over it, would not answer; what came before is no answer. */
    final boolean isDeclined() {
        return DECLINED.contains(finish);
    }

    /** Whether the model ended by itself; what stops before is cut off. */
    final boolean isFinished() {
        return !finish.isEmpty();
    }

    /** The text, the calls of tools, the tokens, and why it ended. */
    final ChatResponse whole(String text) {
        List<AssistantMessage.ToolCall> made = new ArrayList<>();
        calls.forEach((index, call) -> made.add(new AssistantMessage.ToolCall(
                call.id.isEmpty() ? "call_" + index : call.id,
                "function",
                call.name,
                call.arguments.isEmpty() ? "{}" : call.arguments.toString())));
        AssistantMessage message =
                AssistantMessage.builder().content(text).toolCalls(made).build();
        return new ChatResponse(
                List.of(new Generation(
                        message,
                        ChatGenerationMetadata.builder().finishReason(finish).build())),
                ChatResponseMetadata.builder()
                        .usage(new DefaultUsage(promptTokens, answerTokens))
                        .build());
    }
}
