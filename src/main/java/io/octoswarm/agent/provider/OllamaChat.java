package io.octoswarm.agent.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own chat API (github.com/ollama/ollama, docs/api.md): a JSON object a line. */
record OllamaChat(URI endpoint, String model) implements WireFormat {
    static final URI BASE = URI.create("http://localhost:11434");

    /** Its own default drops the beginning of a longer prompt, the system's, without a word. */
    private static final int LEAST_CONTEXT_TOKENS = 8_192;

    /** Each token of it costs memory where the model runs. */
    private static final int MOST_CONTEXT_TOKENS = 65_536;

    private static final int TOKENS_OF_A_PICTURE = 2_048;
    private static final int TOKENS_FOR_TOOLS_AND_ANSWER = 4_096;
    private static final int CHARACTERS_OF_A_TOKEN = 3;

    static URI endpoint(URI base) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/api/chat");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public ObjectNode request(Prompt prompt) {
        ObjectNode request = Json.object().put("model", model).put("stream", true);
        ObjectNode options = request.putObject("options");
        ArrayNode messages = request.putArray("messages");
        prompt.getInstructions().forEach(message -> add(message, messages));
        options.put("num_ctx", context(messages));
        Json.putFunctions(request, prompt);
        return request;
    }

    /** As a power of two, so that the model is not loaded anew for each length. */
    private static int context(ArrayNode messages) {
        int tokens = TOKENS_FOR_TOOLS_AND_ANSWER;
        for (JsonNode message : messages) {
            tokens += message.path("content").asString("").length() / CHARACTERS_OF_A_TOKEN
                    + message.path("images").size() * TOKENS_OF_A_PICTURE;
        }
        int context = LEAST_CONTEXT_TOKENS;
        while (context < tokens && context < MOST_CONTEXT_TOKENS) {
            context *= 2;
        }
        return context;
    }

    private static void add(Message message, ArrayNode messages) {
        if (message instanceof ToolResponseMessage results) {
            results.getResponses()
                    .forEach(result -> messages.addObject()
                            .put("role", "tool")
                            .put("tool_name", result.name())
                            .put("content", result.responseData()));
            return;
        }
        ObjectNode entry = messages.addObject()
                .put("role", message.getMessageType().getValue())
                .put("content", message.getText());
        List<Media> pictures = Json.pictures(message);
        if (!pictures.isEmpty()) {
            ArrayNode images = entry.putArray("images");
            pictures.forEach(picture -> images.add(Json.base64(picture)));
        }
        if (message instanceof AssistantMessage assistant && assistant.hasToolCalls()) {
            ArrayNode calls = entry.putArray("tool_calls");
            assistant
                    .getToolCalls()
                    .forEach(call -> calls.addObject()
                            .putObject("function")
                            .put("name", call.name())
                            .set("arguments", Json.objectOf(call.arguments())));
        }
    }

    /** A model that sees no pictures would answer without a word of that. */
    @Override
    public Optional<URI> show(ObjectNode request) {
        boolean pictures = request.path("messages").valueStream().anyMatch(message -> message.has("images"));
        return pictures ? Optional.of(endpoint.resolve("show")) : Optional.empty();
    }

    @Override
    public Reply reply() {
        return new Parts();
    }

    private static final class Parts extends Reply {
        private boolean over;

        @Override
        String take(JsonNode part) {
            JsonNode message = part.path("message");
            message.path("tool_calls").forEach(told -> {
                JsonNode function = told.path("function");
                Call call = call(calls());
                call.begin(told.path("id").asString(""), function.path("name").asString(""));
                call.add(function.path("arguments").toString());
            });
            if (part.path("done").asBoolean(false)) {
                over = true;
                finished(part.path("done_reason").asString("stop"));
                used(
                        part.path("prompt_eval_count").asInt(0),
                        part.path("eval_count").asInt(0));
            }
            return message.path("content").asString("");
        }

        @Override
        boolean isOver() {
            return over;
        }
    }
}
