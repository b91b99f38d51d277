package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.Question;
import io.octoswarm.peer.PeerUnreachable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tool of one peer or of another server. Whatever goes wrong comes back as text, which a model can act on: an
 * exception would end its whole answer.
 */
final class RemoteTool implements ToolCallback {
    /** Whoever offers the tool. */
    interface Owner {
        /** As it is configured; it stands before the tool's name. */
        String name();

        /**
         * Calls the tool and waits for its result, for a bounded time.
         *
         * @param question on whose behalf; empty: not known
         * @throws PeerUnreachable when there was no answer
         * @throws McpError when the call was refused
         */
        McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Optional<Question> question);
    }

    private final Owner owner;
    private final String tool;
    private final JsonMapper json;
    private final ToolDefinition definition;

    RemoteTool(Owner owner, McpSchema.Tool tool, JsonMapper json) {
        this.owner = owner;
        this.tool = tool.name();
        this.json = json;
        this.definition = ForeignDefinition.of(owner.name(), tool, json);
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public String call(String toolInput) {
        return call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext context) {
        try {
            Map<String, Object> arguments = json.readValue(toolInput, new TypeReference<>() {});
            McpSchema.CallToolResult result = owner.call(tool, arguments, Question.of(context));
            String text = ResultText.of(result);
            return Boolean.TRUE.equals(result.isError()) ? "Error from " + owner.name() + ": " + text : text;
        } catch (JacksonException malformed) {
            return "Error: the arguments of " + definition.name() + " must be a JSON object.";
        } catch (PeerUnreachable unreachable) {
            return "Error: " + owner.name() + " cannot be reached: " + unreachable.getMessage() + ".";
        } catch (McpError refused) {
            return "Error: " + owner.name() + " refused the call: " + ResultText.of(refused);
        }
    }
}
