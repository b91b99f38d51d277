package io.octoswarm.agent.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Messages API, version 2023-06-01 (docs.anthropic.com/en/api/messages and …/messages-streaming). */
record AnthropicMessages(URI endpoint, String key, String model) implements WireFormat {
    static final URI BASE = URI.create("https://api.anthropic.com");

    /** The API wants a limit; the longest answer that all of its models give. */
    private static final int MOST_TOKENS = 8_192;

    static URI endpoint(URI base) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/v1/messages");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-api-key", key, "anthropic-version", "2023-06-01");
    }

    @Override
    public ObjectNode request(Prompt prompt) {
        ObjectNode request = Json.object()
                .put("model", model)
                .put("max_tokens", MOST_TOKENS)
                .put("stream", true)
                .put("system", prompt.getSystemMessage().getText());
        ArrayNode messages = request.putArray("messages");
        prompt.getInstructions().stream()
                .filter(message -> !(message instanceof SystemMessage))
                .forEach(message -> add(message, messages));
        List<ToolDefinition> tools = Json.tools(prompt);
        if (!tools.isEmpty()) {
            ArrayNode list = request.putArray("tools");
            tools.forEach(tool -> list.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("input_schema", Json.schema(tool)));
        }
        return request;
    }

    private static void add(Message message, ArrayNode messages) {
        if (message instanceof ToolResponseMessage results) {
            ArrayNode content = contentOf("user", messages);
            results.getResponses()
                    .forEach(result -> content.addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", result.id())
                            .put("content", result.responseData()));
            return;
        }
        ArrayNode content = contentOf(message instanceof AssistantMessage ? "assistant" : "user", messages);
        Json.pictures(message)
                .forEach(picture -> content.addObject()
                        .put("type", "image")
                        .putObject("source")
                        .put("type", "base64")
                        .put("media_type", picture.getMimeType().toString())
                        .put("data", Json.base64(picture)));
        String text = message.getText();
        if (text != null && !text.isBlank()) { // an empty text block is refused
            content.addObject().put("type", "text").put("text", text);
        }
        if (message instanceof AssistantMessage assistant) {
            assistant
                    .getToolCalls()
                    .forEach(call -> content.addObject()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", Json.objectOf(call.arguments())));
        }
    }

    /** Speakers take turns: what the same one says next belongs to its message. */
    private static ArrayNode contentOf(String role, ArrayNode messages) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asString("").equals(role)) {
            return (ArrayNode) last.path("content");
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    @Override
    public Reply reply() {
        return new Events();
    }

    private static final class Events extends Reply {
        private boolean over;

        @Override
        String take(JsonNode event) {
            JsonNode delta = event.path("delta");
            switch (event.path("type").asString("")) {
                case "message_start" -> count(event.path("message").path("usage"));
                case "content_block_start" -> begin(event);
                case "content_block_delta" -> {
                    if (delta.path("type").asString("").equals("input_json_delta")) {
                        call(event.path("index").asInt(0))
                                .add(delta.path("partial_json").asString(""));
                    }
                    return delta.path("text").asString("");
                }
                case "message_delta" -> {
                    count(event.path("usage"));
                    finished(delta.path("stop_reason").asString(""));
                }
                case "message_stop" -> over = true;
                default -> {} // pings, and what later versions add
            }
            return "";
        }

        private void begin(JsonNode event) {
            JsonNode block = event.path("content_block");
            if (block.path("type").asString("").equals("tool_use")) {
                call(event.path("index").asInt(0))
                        .begin(block.path("id").asString(""), block.path("name").asString(""));
            }
        }

        /** What comes from a cache is counted as sent. */
        private void count(JsonNode usage) {
            used(
                    usage.path("input_tokens").asInt(0)
                            + usage.path("cache_creation_input_tokens").asInt(0)
                            + usage.path("cache_read_input_tokens").asInt(0),
                    usage.path("output_tokens").asInt(0));
        }

        @Override
        boolean isOver() {
            return over;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AnthropicMessages[" + model + "]";
    }
}
