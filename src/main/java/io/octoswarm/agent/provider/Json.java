package io.octoswarm.agent.provider;

import java.util.Base64;
import java.util.List;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that the formats have in common. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What a text holds; a missing node where it is no JSON. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            return MAPPER.missingNode();
        }
    }

    /** The object that a text holds, or an empty one: a model may have written anything, and servers refuse other than objects. */
    static JsonNode objectOf(String text) {
        JsonNode read = read(text);
        return read.isObject() ? read : object();
    }

    /** The pictures that belong to a message. */
    static List<Media> pictures(Message message) {
        return message instanceof UserMessage user ? user.getMedia() : List.of();
    }

    static String base64(Media picture) {
        return Base64.getEncoder().encodeToString(picture.getDataAsByteArray());
    }

    static List<ToolDefinition> tools(Prompt prompt) {
        return prompt.getOptions() instanceof ToolCallingChatOptions options && options.getToolCallbacks() != null
                ? options.getToolCallbacks().stream()
                        .map(ToolCallback::getToolDefinition)
                        .toList()
                : List.of();
    }

    /** The form of a tool's arguments; a server refuses one that is not of the type object. */
    static JsonNode schema(ToolDefinition tool) {
        ObjectNode schema = (ObjectNode) objectOf(tool.inputSchema());
        return schema.has("type") ? schema : schema.put("type", "object");
    }

    /** Tools as OpenAI and Ollama want them. */
    static void putFunctions(ObjectNode request, Prompt prompt) {
        List<ToolDefinition> tools = tools(prompt);
        if (!tools.isEmpty()) {
            ArrayNode list = request.putArray("tools");
            tools.forEach(tool -> list.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", schema(tool)));
        }
    }
}
