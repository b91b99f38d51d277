package io.octoswarm.agent;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool that does what a test says. */
record TestTool(String name, BiFunction<String, Question, @Nullable String> act) implements ToolCallback {
    static TestTool of(String name, Function<String, @Nullable String> act) {
        return new TestTool(name, (input, question) -> act.apply(input));
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return new DefaultToolDefinition(name, "for tests", "{\"type\":\"object\",\"properties\":{}}");
    }

    @Override
    public String call(String input) {
        throw new AssertionError("A tool is called with its context.");
    }

    @Override
    @SuppressWarnings("NullAway") // as callbacks of others may
    public String call(String input, @Nullable ToolContext context) {
        return act.apply(input, Question.of(context).orElseThrow());
    }
}
