package io.octoswarm.agent;

import io.octoswarm.agent.program.AllowedPrograms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets a model run the programs that SWARM_SHELL lists; without that setting there is no such tool. */
@Component
@Order(0)
class ProgramTool implements ToolCallbackProvider, ToolCallback {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONGEST_IN_BACKGROUND = Duration.ofMinutes(10);

    private final AllowedPrograms programs;
    private final Clock clock;
    private final JsonMapper json;

    ProgramTool(AllowedPrograms programs, Clock clock, JsonMapper json) {
        this.programs = programs;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return programs.names().isEmpty() ? new ToolCallback[0] : new ToolCallback[] {this};
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return new DefaultToolDefinition(
                "run_program",
                "Runs a program on this device and returns what it prints. There is no shell: no pipes, patterns or"
                        + " variables.",
                json.writeValueAsString(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "program", Map.of("type", "string", "enum", programs.names()),
                                "arguments", Map.of("type", "array", "items", Map.of("type", "string"))),
                        "required",
                        List.of("program"))));
    }

    @Override
    public String call(String input) {
        return call(input, null);
    }

    /** @throws CannotAnswer with what is wrong, for the model */
    @Override
    public String call(String input, @Nullable ToolContext context) {
        Arguments arguments = Arguments.of(input, json);
        List<String> command = new ArrayList<>(List.of(arguments.required("program")));
        JsonNode words = arguments.object().path("arguments");
        if (!(words.isMissingNode() || words.isArray()) || words.valueStream().anyMatch(word -> !word.isValueNode())) {
            throw new CannotAnswer("\"arguments\" must be an array of texts.");
        }
        words.valueStream().forEach(word -> command.add(word.asString()));
        return programs.run(command, limit(Question.of(context).orElse(null)));
    }

    private Duration limit(@Nullable Question question) {
        if (question == null) {
            return LONGEST;
        }
        Duration most = question.background() ? LONGEST_IN_BACKGROUND : LONGEST;
        Duration left = Duration.between(clock.instant(), question.deadline());
        if (left.isNegative() || left.isZero()) {
            throw new CannotAnswer("The time for an answer is over.");
        }
        return left.compareTo(most) < 0 ? left : most;
    }
}
