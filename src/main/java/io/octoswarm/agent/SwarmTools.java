package io.octoswarm.agent;

import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.Route;
import io.octoswarm.task.NeedsAnswer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a model can have the swarm do: now, by whoever fits, or later, in the background. */
@Component
@Order(0)
class SwarmTools implements ToolCallbackProvider {
    /** What a tool of these does for a question. */
    interface Act {
        /** @throws CannotAnswer with what is wrong, for the model */
        String of(Arguments arguments, Question question);
    }

    private record Tool(ToolDefinition definition, Act act, JsonMapper json) implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return definition;
        }

        @Override
        public String call(String input) {
            return call(input, null);
        }

        @Override
        public String call(String input, @Nullable ToolContext context) {
            Question question =
                    Question.of(context).orElseThrow(() -> new CannotAnswer("This tool works within an answer only."));
            return act.of(Arguments.of(input, json), question);
        }
    }

    private final Forwarding forwarding;
    private final List<ToolCallback> tools;

    SwarmTools(Forwarding forwarding, BackgroundWork background, JsonMapper json) {
        this.forwarding = forwarding;
        this.tools = List.of(
                new Tool(new DefaultToolDefinition("delegate", """
                        Have another Octo answer or do something now: the one that fits best is found by the meaning of the task. \
                        Returns its name and its answer.""", """
                        {"type":"object","properties":{
                        "task":{"type":"string","description":"what to do, complete in itself"},
                        "context":{"type":"string","description":"what it needs to know beside"}},
                        "required":["task"]}"""), this::delegate, json),
                new Tool(new DefaultToolDefinition("dispatch_background", """
                        Have something done in the background, by this Octo or by the one named in "to". \
                        Returns the task's id at once; the result is delivered to the person when it is there.""", """
                        {"type":"object","properties":{
                        "task":{"type":"string","description":"what to do, complete in itself"},
                        "context":{"type":"string","description":"what is needed to know beside"},
                        "to":{"type":"string","description":"the name of an Octo; leave it out for whoever fits"},
                        "priority":{"type":"string","enum":["low","normal","high","urgent"]}},
                        "required":["task"]}"""), background::act, json),
                new Tool(new DefaultToolDefinition("ask_person", """
                        In a background task only: pause it with a question that only a person can decide. \
                        The task is begun anew when it is answered, with the answer in its context.""", """
                        {"type":"object","properties":{
                        "question":{"type":"string","description":"complete in itself"}},
                        "required":["question"]}"""), SwarmTools::askPerson, json));
    }

    private String delegate(Arguments arguments, Question question) {
        return forwarding.answer(
                question.about(arguments.required("task"), arguments.optional("context")),
                route -> false,
                SwarmTools::nobodyElse);
    }

    private static String askPerson(Arguments arguments, Question question) {
        if (!question.background()) {
            throw new CannotAnswer("This is no task in the background: put the question into your answer instead.");
        }
        throw new NeedsAnswer(arguments.required("question"));
    }

    private static String nobodyElse(Route route) {
        String maybe = route.maybe().stream()
                .filter(candidate -> !candidate.self())
                .map(Candidate::name)
                .collect(Collectors.joining(", "));
        throw new CannotAnswer("No other Octo surely fits. " + route.reason()
                + (maybe.isEmpty() ? "" : " It might be for: " + maybe + "; to ask one, use its own tool."));
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return tools.toArray(ToolCallback[]::new);
    }
}
