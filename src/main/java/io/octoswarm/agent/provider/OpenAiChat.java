package io.octoswarm.agent.provider;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions (platform.openai.com/docs/api-reference/chat), which many other servers speak too. */
record OpenAiChat(URI endpoint, Optional<String> key, String model) implements WireFormat {
    static final URI BASE = URI.create("https://api.openai.com/v1");

    /** Of a base URL, with its version: {@code http://host:8000/v1}; without a path, that version is meant. */
    static URI endpoint(URI base) {
        String address = base.toString().replaceAll("/+$", "");
        String path = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
        return URI.create(address + (path.isEmpty() ? "/v1" : "") + "/chat/completions");
    }

    @Override
    public Map<String, String> headers() {
        return key.map(value -> Map.of("Authorization", "Bearer " + value)).orElse(Map.of());
    }

    @Override
    public ObjectNode request(Prompt prompt) {
        ObjectNode request = Json.object().put("model", model).put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        ArrayNode messages = request.putArray("messages");
        prompt.getInstructions().forEach(message -> add(message, messages));
        Json.putFunctions(request, prompt);
        return request;
    }

    private static void add(Message message, ArrayNode messages) {
        if (message instanceof ToolResponseMessage results) {
            results.getResponses()
                    .forEach(result -> messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", result.id())
                            .put("content", result.responseData()));
            return;
        }
        ObjectNode entry =
                messages.addObject().put("role", message.getMessageType().getValue());
        List<Media> pictures = Json.pictures(message);
        if (pictures.isEmpty()) { // some servers know no other form
            entry.put("content", message.getText());
        } else {
            ArrayNode content = entry.putArray("content");
            content.addObject().put("type", "text").put("text", message.getText());
            pictures.forEach(picture -> content.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:" + picture.getMimeType() + ";base64," + Json.base64(picture)));
        }
        if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
            ArrayNode calls = entry.putArray("tool_calls");
            assistant
                    .getToolCalls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", Json.objectOf(call.arguments()).toString()));
        }
    }

    @Override
    public Reply reply() {
        return new Chunks();
    }

    private static final class Chunks extends Reply {
        private final Map<String, Integer> byId = new HashMap<>();
        private final Map<Integer, Integer> byIndex = new HashMap<>();

        @Override
        String take(JsonNode chunk) {
            JsonNode usage = chunk.path("usage");
            used(
                    usage.path("prompt_tokens").asInt(0),
                    usage.path("completion_tokens").asInt(0));
            JsonNode choice = chunk.path("choices").path(0);
            JsonNode delta =
                    choice.path(choice.has("delta") ? "delta" : "message"); // the whole, where nothing is streamed
            delta.path("tool_calls").forEach(this::takeCall);
            String reason = choice.path("finish_reason").asString("");
            if (!reason.isEmpty()) {
                finished(reason);
            }
            return text(delta.path("content")) + delta.path("refusal").asString("");
        }

        /** Some servers part it. */
        private static String text(JsonNode content) {
            return content.isArray()
                    ? content.valueStream()
                            .map(part -> part.path("text").asString(""))
                            .collect(Collectors.joining())
                    : content.asString("");
        }

        private void takeCall(JsonNode part) {
            String id = part.path("id").asString("");
            Call call = call(place(id, part.path("index")));
            JsonNode function = part.path("function");
            JsonNode arguments = function.path("arguments");
            call.begin(id, function.path("name").asString(""));
            call.add(arguments.isObject() ? arguments.toString() : arguments.asString(""));
        }

        /** Some servers tell no index, but whole calls with their ids; others the same index for all calls. */
        private int place(String id, JsonNode index) {
            Integer known = byId.get(id);
            if (known == null) {
                Integer told = index.isInt() ? byIndex.get(index.asInt()) : id.isEmpty() ? newest() : null;
                boolean another = told != null && !id.isEmpty() && call(told).hasId();
                known = told == null || another ? Integer.valueOf(calls()) : told;
            }
            if (!id.isEmpty()) {
                byId.put(id, known);
            }
            if (index.isInt()) {
                byIndex.put(index.asInt(), known);
            }
            return known;
        }

        private @Nullable Integer newest() {
            return calls() == 0 ? null : Integer.valueOf(calls() - 1);
        }

        /** The tokens come behind the reason. */
        @Override
        boolean isOver() {
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OpenAiChat[" + model + "]";
    }
}
