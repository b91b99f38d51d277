package io.octoswarm.mcp.client;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Colleagues;
import io.octoswarm.agent.Question;
import io.octoswarm.agent.WentInCircle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A peer's ask as a tool: it goes the way of all questions to peers, shown to people where they see such. Whatever goes
 * wrong comes back as text, but for a question that went in a circle, which is thrown.
 */
record AskTool(String peer, RemoteTool remote, Colleagues colleagues, JsonMapper json) implements ToolCallback {
    @Override
    public ToolDefinition getToolDefinition() {
        return remote.getToolDefinition();
    }

    @Override
    public String call(String input) {
        return call(input, null);
    }

    @Override
    public String call(String input, @Nullable ToolContext context) {
        Optional<Question> behalf = Question.of(context);
        JsonNode arguments = arguments(input);
        String question = arguments.path("question").asString("").strip();
        if (behalf.isEmpty() || question.isEmpty()) {
            return remote.call(input, context); // which says what is wrong
        }
        try {
            return colleagues.ask(
                    peer, behalf.get().about(question, arguments.path("context").asString("")));
        } catch (WentInCircle circle) {
            throw circle;
        } catch (CannotAnswer none) {
            return "Error: " + none.getMessage();
        }
    }

    private JsonNode arguments(String input) {
        try {
            return json.readTree(input);
        } catch (JacksonException malformed) {
            return json.missingNode();
        }
    }
}
