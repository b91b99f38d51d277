package io.octoswarm.agent;

import io.octoswarm.agent.provider.ModelFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.tool.ToolCallback;

/**
 * One answer of a model: it speaks, tools are called, it speaks again, until it calls none. At most
 * {@value #MOST_ROUNDS} rounds of tools with {@value #MOST_CALLS} calls in all. For one thread.
 */
final class Rounds {
    static final int MOST_ROUNDS = 20;
    static final int MOST_CALLS = 60;

    private final Dialogue model;
    private final CallingTools toolCalls;
    private final List<ToolCallback> tools;
    private final ToolBox box;
    private final OutsideText outside;
    private final Question question;
    private final Agent.Listener listener;
    private final List<Message> messages;
    private int calls;
    private int circles;

    Rounds(
            Dialogue model,
            CallingTools toolCalls,
            List<ToolCallback> tools,
            List<Message> messages,
            OutsideText outside,
            Question question,
            Agent.Listener listener) {
        this.model = model;
        this.toolCalls = toolCalls;
        this.tools = tools;
        this.box = new ToolBox(tools);
        this.outside = outside;
        this.question = question;
        this.listener = listener;
        this.messages = new ArrayList<>(messages);
    }

    /**
     * @throws ModelFailure when the model fails, or says nothing
     * @throws CannotAnswer when it comes to no end
     * @throws io.octoswarm.task.NeedsAnswer when a tool of a background task waits for a person
     */
    String answer() {
        for (int round = 0; ; round++) {
            List<ToolCallback> offered = box.offered();
            AssistantMessage said = next(offered);
            if (!said.hasToolCalls()) {
                return text(said);
            }
            if (round == MOST_ROUNDS) {
                throw new CannotAnswer(
                        "The model came to no end: after " + MOST_ROUNDS + " rounds of tools it wanted to go on.");
            }
            messages.add(said);
            messages.add(results(said.getToolCalls(), byName(offered), round == MOST_ROUNDS - 1));
            if (said.getText() != null && !said.getText().isBlank()) {
                listener.hear("\n\n");
            }
        }
    }

    private AssistantMessage next(List<ToolCallback> offered) {
        UnmarkedPieces pieces = new UnmarkedPieces(outside, listener);
        AssistantMessage said = model.next(messages, offered, question, pieces);
        pieces.end();
        return said;
    }

    private String text(AssistantMessage said) {
        String text =
                outside.unmarked(Objects.requireNonNullElse(said.getText(), "")).strip();
        if (text.isEmpty()) {
            throw ModelFailure.empty();
        }
        return text;
    }

    private Message results(List<ToolCall> wanted, Map<String, ToolCallback> byName, boolean last) {
        List<ToolCall> allowed = wanted.subList(0, Math.min(wanted.size(), MOST_CALLS - calls));
        calls += allowed.size();
        List<CallingTools.Result> results = run(allowed, byName);
        List<ToolResponse> responses = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ToolCall call = wanted.get(i);
            String text = i < results.size()
                    ? outside.marked(call.name(), results.get(i).text())
                    : "Error: no further tool is called for this answer (" + MOST_CALLS + " at the most).";
            responses.add(new ToolResponse(
                    call.id(),
                    call.name(),
                    last ? text + "\nAnswer now, with what you have: no further tool is called." : text));
        }
        endCircles(results);
        results.stream()
                .map(CallingTools.Result::pause)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(pause -> {
                    throw pause;
                });
        return ToolResponseMessage.builder().responses(responses).build();
    }

    private List<CallingTools.Result> run(List<ToolCall> allowed, Map<String, ToolCallback> byName) {
        try {
            return toolCalls.run(allowed, byName, question);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotAnswer("The answer was stopped.");
        }
    }

    /** A model may try once to ask whoever asked it, and then answer by itself. One that insists would go on for ever. */
    private void endCircles(List<CallingTools.Result> results) {
        for (CallingTools.Result result : results) {
            WentInCircle circle = result.circle();
            if (circle != null && ++circles > 1) {
                throw circle;
            }
        }
    }

    /** One that is not offered may be called too: it was found before, or said to be there by another tool. */
    private Map<String, ToolCallback> byName(List<ToolCallback> offered) {
        Map<String, ToolCallback> byName = new HashMap<>();
        tools.forEach(tool -> byName.put(tool.getToolDefinition().name(), tool));
        offered.forEach(tool -> byName.put(tool.getToolDefinition().name(), tool));
        return byName;
    }
}
