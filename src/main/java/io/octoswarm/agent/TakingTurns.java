package io.octoswarm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;

/**
 * Joins what one side says several times in a row: many models (Mistral's and Gemma's, say) take no conversation whose
 * sides do not take turns.
 */
final class TakingTurns {
    private static final String BETWEEN = "\n\n";

    private TakingTurns() {}

    static List<Message> of(List<Message> messages) {
        List<Message> turns = new ArrayList<>();
        for (Message message : messages) {
            int last = turns.size() - 1;
            Message before = last < 0 ? null : turns.get(last);
            if (before instanceof UserMessage first && message instanceof UserMessage second) {
                turns.set(last, joined(first, second));
            } else if (before instanceof AssistantMessage first
                    && message instanceof AssistantMessage second
                    && !first.hasToolCalls()) {
                turns.set(last, joined(first, second));
            } else {
                turns.add(message);
            }
        }
        return turns;
    }

    private static Message joined(UserMessage first, UserMessage second) {
        return UserMessage.builder()
                .text(first.getText() + BETWEEN + second.getText())
                .media(Stream.concat(first.getMedia().stream(), second.getMedia().stream())
                        .toList())
                .build();
    }

    private static Message joined(AssistantMessage first, AssistantMessage second) {
        return AssistantMessage.builder()
                .content(first.getText() + BETWEEN + second.getText())
                .toolCalls(second.getToolCalls())
                .build();
    }
}
