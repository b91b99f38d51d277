package io.octoswarm.agent.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;
import tools.jackson.databind.JsonNode;

/** Byte for byte what the three APIs document, both ways: a conversation with two calls of tools behind it. */
class WireFormatTests {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final StreamedChat.Way WAY = new StreamedChat.Way(Duration.ofMillis(1), Clock.systemUTC());

    private static final List<Message> MESSAGES = List.of(
            new SystemMessage("You are atlas."),
            new UserMessage("Hello."),
            new UserMessage("Uptime and disks?"),
            AssistantMessage.builder()
                    .content("Let me check.")
                    .toolCalls(List.of(
                            new ToolCall("id-1", "function", "sentinel__ask", "{\"question\":\"uptime?\"}"),
                            new ToolCall("id-2", "function", "device_disks", "{malformed")))
                    .build(),
            ToolResponseMessage.builder()
                    .responses(List.of(
                            new ToolResponse("id-1", "sentinel__ask", "47 days"),
                            new ToolResponse("id-2", "device_disks", "Error: no JSON")))
                    .build());

    @Test
    void anthropicsMessages() {
        answer("/v1/messages", "text/event-stream", """
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_014p7gG3wDgGV9EUtLvnow3U","type":"message","role":"assistant","model":"claude-haiku-4-5","stop_sequence":null,"usage":{"input_tokens":472,"cache_creation_input_tokens":5,"cache_read_input_tokens":3,"output_tokens":2},"content":[],"stop_reason":null}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: ping
                data: {"type": "ping"}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Okay"}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":", let's see:\\n"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":0}

                event: content_block_start
                data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_01T1x1fJ34qAmk2tNTrN7Up6","name":"sentinel__ask","input":{}}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"question\\":"}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":" \\"logs?\\"}"}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":1}

                event: content_block_start
                data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_02","name":"device_disks","input":{}}}

                event: content_block_stop
                data: {"type":"content_block_stop","index":2}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":89}}

                event: message_stop
                data: {"type":"message_stop"}

                """);

        Heard heard = hear(StreamedChat.anthropic(url(""), "sk-ant-1", "claude-haiku-4-5", WAY));

        SERVER.verify(postRequestedFor(urlEqualTo("/v1/messages"))
                .withHeader("x-api-key", equalTo("sk-ant-1"))
                .withHeader("anthropic-version", equalTo("2023-06-01"))
                .withHeader("Authorization", absent())
                .withRequestBody(equalToJson("""
                        {"model":"claude-haiku-4-5","max_tokens":8192,"stream":true,"system":"You are atlas.",
                         "messages":[
                           {"role":"user","content":[{"type":"text","text":"Hello."},{"type":"text","text":"Uptime and disks?"}]},
                           {"role":"assistant","content":[{"type":"text","text":"Let me check."},
                             {"type":"tool_use","id":"id-1","name":"sentinel__ask","input":{"question":"uptime?"}},
                             {"type":"tool_use","id":"id-2","name":"device_disks","input":{}}]},
                           {"role":"user","content":[
                             {"type":"tool_result","tool_use_id":"id-1","content":"47 days"},
                             {"type":"tool_result","tool_use_id":"id-2","content":"Error: no JSON"}]}],
                         "tools":[{"name":"sentinel__ask","description":"sentinel: ask",
                           "input_schema":{"type":"object","properties":{"question":{"type":"string"}}}}]}""")));
        assertThat(heard.pieces()).containsExactly("Okay", ", let's see:\n");
        assertThat(heard.calls())
                .containsExactly(
                        new ToolCall(
                                "toolu_01T1x1fJ34qAmk2tNTrN7Up6",
                                "function",
                                "sentinel__ask",
                                "{\"question\": \"logs?\"}"),
                        new ToolCall("toolu_02", "function", "device_disks", "{}"));
        assertThat(heard.usage().getPromptTokens()).isEqualTo(480);
        assertThat(heard.usage().getCompletionTokens()).isEqualTo(89);
    }

    @Test
    void openAisChatCompletions() {
        answer("/v1/chat/completions", "text/event-stream; charset=utf-8", """
                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1694268190,"model":"gpt-5-mini","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Let "},"finish_reason":null}],"usage":null}

                : keep-alive

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"me see."},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_DdmO9pD3xa9XTPNJ32zg2hcA","type":"function","function":{"name":"sentinel__ask","arguments":""}}]},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"question\\":"}}]},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"logs?\\"}"}}]},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"device_disks","arguments":"{}"}}]},"finish_reason":null}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls"}],"usage":null}

                data: {"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":82,"completion_tokens":17,"total_tokens":99,"prompt_tokens_details":{"cached_tokens":0}}}

                data: [DONE]

                """);

        Heard heard = hear(StreamedChat.openAi(url("/v1/"), Optional.of("sk-1"), "gpt-5-mini", WAY));

        SERVER.verify(postRequestedFor(urlEqualTo("/v1/chat/completions"))
                .withHeader("Authorization", equalTo("Bearer sk-1"))
                .withRequestBody(equalToJson("""
                        {"model":"gpt-5-mini","stream":true,"stream_options":{"include_usage":true},
                         "messages":[
                           {"role":"system","content":"You are atlas."},
                           {"role":"user","content":"Hello."},
                           {"role":"user","content":"Uptime and disks?"},
                           {"role":"assistant","content":"Let me check.","tool_calls":[
                             {"id":"id-1","type":"function","function":{"name":"sentinel__ask","arguments":"{\\"question\\":\\"uptime?\\"}"}},
                             {"id":"id-2","type":"function","function":{"name":"device_disks","arguments":"{}"}}]},
                           {"role":"tool","tool_call_id":"id-1","content":"47 days"},
                           {"role":"tool","tool_call_id":"id-2","content":"Error: no JSON"}],
                         "tools":[{"type":"function","function":{"name":"sentinel__ask","description":"sentinel: ask",
                           "parameters":{"type":"object","properties":{"question":{"type":"string"}}}}}]}""")));
        assertThat(heard.pieces()).containsExactly("Let ", "me see.");
        assertThat(heard.calls())
                .containsExactly(
                        new ToolCall(
                                "call_DdmO9pD3xa9XTPNJ32zg2hcA",
                                "function",
                                "sentinel__ask",
                                "{\"question\":\"logs?\"}"),
                        new ToolCall("call_2", "function", "device_disks", "{}"));
        assertThat(heard.usage().getPromptTokens()).isEqualTo(82);
        assertThat(heard.usage().getCompletionTokens()).isEqualTo(17);
    }

    @Test
    void ollamasChat() {
        answer("/api/chat", "application/x-ndjson", """
                {"model":"llama3.2","created_at":"2024-07-22T20:33:28.123648Z","message":{"role":"assistant","content":"Let "},"done":false}
                {"model":"llama3.2","created_at":"2024-07-22T20:33:28.123648Z","message":{"role":"assistant","content":"me see."},"done":false}
                {"model":"llama3.2","created_at":"2024-07-22T20:33:28.123648Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"sentinel__ask","arguments":{"question":"logs?"}}}]},"done":false}
                {"model":"llama3.2","created_at":"2024-07-22T20:33:28.123648Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"device_disks","arguments":{}}}]},"done":false}
                {"model":"llama3.2","created_at":"2024-07-22T20:33:28.123648Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":885095291,"load_duration":3753500,"prompt_eval_count":122,"prompt_eval_duration":328493000,"eval_count":33,"eval_duration":552222000}
                """);

        Heard heard = hear(StreamedChat.ollama(url("/"), "llama3.2", WAY));

        SERVER.verify(postRequestedFor(urlEqualTo("/api/chat"))
                .withHeader("Authorization", absent())
                .withRequestBody(equalToJson("""
                        {"model":"llama3.2","stream":true,"options":{"num_ctx":8192},
                         "messages":[
                           {"role":"system","content":"You are atlas."},
                           {"role":"user","content":"Hello."},
                           {"role":"user","content":"Uptime and disks?"},
                           {"role":"assistant","content":"Let me check.","tool_calls":[
                             {"function":{"name":"sentinel__ask","arguments":{"question":"uptime?"}}},
                             {"function":{"name":"device_disks","arguments":{}}}]},
                           {"role":"tool","tool_name":"sentinel__ask","content":"47 days"},
                           {"role":"tool","tool_name":"device_disks","content":"Error: no JSON"}],
                         "tools":[{"type":"function","function":{"name":"sentinel__ask","description":"sentinel: ask",
                           "parameters":{"type":"object","properties":{"question":{"type":"string"}}}}}]}""")));
        assertThat(heard.pieces()).containsExactly("Let ", "me see.");
        assertThat(heard.calls())
                .containsExactly(
                        new ToolCall("call_0", "function", "sentinel__ask", "{\"question\":\"logs?\"}"),
                        new ToolCall("call_1", "function", "device_disks", "{}"));
        assertThat(heard.usage().getPromptTokens()).isEqualTo(122);
        assertThat(heard.usage().getCompletionTokens()).isEqualTo(33);
    }

    /** docs.anthropic.com/en/docs/build-with-claude/vision */
    @Test
    void anthropicsPictures() {
        assertThat(shown(StreamedChat.anthropic(url(""), "k", "m", WAY), "/v1/messages"))
                .isEqualTo(json("""
                        {"role":"user","content":[
                          {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AQID"}},
                          {"type":"text","text":"Who is this?"}]}"""));
    }

    /** platform.openai.com/docs/guides/images-vision */
    @Test
    void openAisPictures() {
        assertThat(shown(StreamedChat.openAi(url(""), Optional.empty(), "m", WAY), "/v1/chat/completions"))
                .isEqualTo(json("""
                        {"role":"user","content":[
                          {"type":"text","text":"Who is this?"},
                          {"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AQID"}}]}"""));
    }

    /** github.com/ollama/ollama, docs/api.md, "Chat request (with images)" */
    @Test
    void ollamasPictures() {
        assertThat(shown(StreamedChat.ollama(url(""), "m", WAY), "/api/chat")).isEqualTo(json("""
                        {"role":"user","content":"Who is this?","images":["AQID"]}"""));
    }

    /** Ollama drops the beginning of what is longer, the system's words, without a word. */
    @ParameterizedTest
    @CsvSource({"1000, 8192", "20000, 16384", "100000, 65536", "900000, 65536"})
    void ollamaIsAskedForAContextThatHoldsALongText(int characters, int tokens) {
        Prompt prompt =
                new Prompt(List.of(new SystemMessage("You are atlas."), new UserMessage("x".repeat(characters))));

        assertThat(new OllamaChat(OllamaChat.BASE, "small")
                        .request(prompt)
                        .path("options")
                        .path("num_ctx")
                        .asInt())
                .isEqualTo(tokens);
    }

    /** Ollama itself would leave the picture out without a word. Versions before 0.6.4 tell no capabilities. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"capabilities":["completion","vision"]} | true
            {"capabilities":["completion","tools"]}  | false
            {"details":{}}                           | true
            {"error":"model not found"}              | true
            """)
    void ollamaIsAskedWhetherTheModelSeesPictures(String told, boolean sees) {
        SERVER.stubFor(post("/api/show").willReturn(aResponse().withBody(told)));
        ChatModel model = StreamedChat.ollama(url(""), "small", WAY);

        if (sees) {
            assertThat(shown(model, "/api/chat").has("images")).isTrue();
        } else {
            assertThatThrownBy(() -> model.call(picture()))
                    .hasMessage("The model small (DEFAULT_MODEL) sees no pictures.");
        }
        SERVER.verify(sees ? 1 : 0, postRequestedFor(urlEqualTo("/api/chat")));
        SERVER.verify(postRequestedFor(urlEqualTo("/api/show")).withRequestBody(equalToJson("{\"model\":\"small\"}")));
    }

    /** How a picture with a question goes to a server. */
    private static JsonNode shown(ChatModel model, String path) {
        SERVER.stubFor(post(path).willReturn(aResponse().withStatus(400).withBody("{}")));
        assertThatThrownBy(() -> model.call(picture()))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("400");
        JsonNode messages = json(SERVER.findAll(postRequestedFor(urlEqualTo(path)))
                        .get(0)
                        .getBodyAsString())
                .path("messages");
        return messages.path(messages.size() - 1);
    }

    private static Prompt picture() {
        Media jpeg = new Media(MimeType.valueOf("image/jpeg"), new ByteArrayResource(new byte[] {1, 2, 3}));
        return new Prompt(List.of(
                new SystemMessage("You are atlas."),
                UserMessage.builder().text("Who is this?").media(jpeg).build()));
    }

    private static JsonNode json(String text) {
        return Json.read(text);
    }

    @Test
    void otherServersThatTellNoIndexAndNoEndAreUnderstood() {
        answer("/v1/chat/completions", "text/event-stream", """
                data:{"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"one","arguments":{"x":1}}}]}}]}

                data:{"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"two","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}

                """);

        Heard heard = hear(StreamedChat.openAi(url(""), Optional.empty(), "local", WAY));

        SERVER.verify(postRequestedFor(urlEqualTo("/v1/chat/completions")).withHeader("Authorization", absent()));
        assertThat(heard.calls())
                .containsExactly(
                        new ToolCall("a", "function", "one", "{\"x\":1}"), new ToolCall("b", "function", "two", "{}"));
    }

    /** As some servers of this form do. */
    @Test
    void anAnswerMayEndWithoutAReason() {
        answer("/v1/chat/completions", "text/event-stream", """
                data: {"choices":[{"index":0,"delta":{"content":"Up."}}]}

                data: [DONE]

                """);

        assertThat(hear(StreamedChat.openAi(url("/v1/"), Optional.empty(), "m", WAY))
                        .pieces())
                .containsExactly("Up.");
    }

    /** The space is optional (WHATWG HTML, 9.2.6), and some servers are careless behind the word. */
    @ParameterizedTest
    @ValueSource(strings = {"data:[DONE]", "data: [DONE] ", "data: [DONE]\r"})
    void theEndMayBeSpeltOtherwise(String end) {
        answer("/v1/chat/completions", "text/event-stream", """
                data:{"choices":[{"index":0,"delta":{"content":"Up."}}]}

                %s

                """.formatted(end));

        assertThat(openAi().pieces()).containsExactly("Up.");
    }

    /** As Ollama's door of this form does. */
    @Test
    void callsOfOneIndexAreToldApartByTheirIds() {
        answer("/v1/chat/completions", "text/event-stream", """
                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"one","arguments":""}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"x\\":1}"}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"name":"two","arguments":"{\\"y\\""}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"arguments":":2}"}}]},"finish_reason":"tool_calls"}]}

                data: [DONE]

                """);

        assertThat(openAi().calls())
                .containsExactly(
                        new ToolCall("a", "function", "one", "{\"x\":1}"),
                        new ToolCall("b", "function", "two", "{\"y\":2}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <th~ink>se~cret</thi~nk>~##Forty~-two. | Forty-two.
            #<think></think>42                     | 42
            <thin~g>                               | <thing>
            Say <think>x</think>.                  | Say <think>x</think>.
            """)
    void whatAModelThinksAloudFirstIsNoAnswer(String said, String heard) {
        StringBuilder body = new StringBuilder();
        for (String piece : said.split("~")) {
            body.append("data: {\"choices\":[{\"delta\":{\"content\":\"")
                    .append(piece.replace("#", "\\n"))
                    .append("\"}}]}\n\n");
        }
        answer("/v1/chat/completions", "text/event-stream", body + "data: [DONE]\n\n");

        assertThat(String.join("", openAi().pieces()).strip()).isEqualTo(heard);
    }

    /** From servers that know no streams, and from Mistral, whose text is in parts. */
    @Test
    void anAnswerMayComeAsAWholeAndInParts() {
        answer("/v1/chat/completions", "application/json", """
                {
                  "choices": [{"index": 0, "finish_reason": "stop", "message": {
                    "role": "assistant",
                    "content": [{"type": "text", "text": "Up "}, {"type": "text", "text": "again."}]}}],
                  "usage": {"prompt_tokens": 5, "completion_tokens": 2}
                }
                """);

        Heard heard = openAi();

        assertThat(heard.pieces()).containsExactly("Up again.");
        assertThat(heard.usage().getPromptTokens()).isEqualTo(5);
    }

    @Test
    void aModelThatCallsNoToolsIsAskedWithoutThem() {
        SERVER.stubFor(post("/v1/chat/completions")
                .withRequestBody(matchingJsonPath("$.tools"))
                .willReturn(aResponse().withStatus(400).withBody("""
                        {"error":{"message":"registry.ollama.ai/library/gemma:2b does not support tools","type":"api_error"}}""")));
        SERVER.stubFor(post("/v1/chat/completions")
                .withRequestBody(notMatching(".*\"tools\".*"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody("data: {\"choices\":[{\"delta\":{\"content\":\"Hi.\"}}]}\n\ndata: [DONE]\n\n")));
        ChatModel model = StreamedChat.openAi(url("/v1/"), Optional.empty(), "m", WAY);

        assertThat(hear(model).pieces()).containsExactly("Hi.");
        assertThat(hear(model).pieces()).containsExactly("Hi.");
        SERVER.verify(3, postRequestedFor(urlEqualTo("/v1/chat/completions")));
    }

    @Test
    void anAddressThatTheServerDoesNotKnowIsNoMatterOfTheModel() {
        SERVER.stubFor(post("/v1/chat/completions")
                .willReturn(aResponse().withStatus(404).withBody("<html>Not Found</html>")));

        assertThatThrownBy(() -> openAi())
                .hasMessageEndingWith("knows no such address (HTTP status 404); is its base URL right?");
    }

    /** As vLLM did, without an object around it. */
    @Test
    void theReasonIsFoundWhereverItStands() {
        SERVER.stubFor(post("/v1/chat/completions")
                .willReturn(aResponse().withStatus(400).withBody("""
                        {"object":"error","message":"the prompt is too long","code":400}""")));

        assertThatThrownBy(() -> openAi()).hasMessageEndingWith("(HTTP status 400): the prompt is too long.");
    }

    @Test
    void aModelThatDeclinesIsSaidToHaveDoneSo() {
        answer("/v1/chat/completions", "text/event-stream", """
                data: {"choices":[{"delta":{"content":"Some par"}}]}

                data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}

                data: [DONE]

                """);

        assertThatThrownBy(() -> openAi()).hasMessage("The model m declined to answer that.");
    }

    private static Heard openAi() {
        return hear(StreamedChat.openAi(url("/v1/"), Optional.empty(), "m", WAY));
    }

    @Test
    void whoIsOverloadedInTheMiddleOfAStreamIsAskedAgain() {
        String overloaded =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
        answer("/v1/messages", "text/event-stream", overloaded);

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .isInstanceOf(ModelFailure.class)
                .hasMessage("Anthropic broke off its answer: Overloaded.");
        SERVER.verify(4, postRequestedFor(urlEqualTo("/v1/messages")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {oops\n\n", "data: [1]\n\n"})
    void whatIsNoAnswerOfTheApiIsToldOf(String body) {
        answer("/v1/messages", "text/event-stream", body);

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .hasMessage("The answer of Anthropic is none that its API knows.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>captive portal</html>", ""})
    void whatIsNoStreamIsCutOff(String body) {
        answer("/v1/messages", "text/html", body);

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .hasMessage("The answer of Anthropic was cut off.");
    }

    @Test
    void aConnectionThatIsResetIsCutOff() {
        SERVER.stubFor(post("/v1/messages").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .hasMessage("The answer of Anthropic was cut off.");
        SERVER.verify(2, postRequestedFor(urlEqualTo("/v1/messages")));
    }

    @Test
    void aRedirectIsNotFollowedWithTheKey() {
        SERVER.stubFor(post("/v1/messages")
                .willReturn(aResponse().withStatus(307).withHeader("Location", SERVER.baseUrl() + "/elsewhere")));

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .hasMessage("Anthropic refuses the request (HTTP status 307).");
        SERVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() {
        answer("/v1/messages", "text/event-stream", "data: " + "x".repeat(17 << 20));

        assertThatThrownBy(() -> hear(StreamedChat.anthropic(url(""), "k", "m", WAY)))
                .hasMessage("The answer of Anthropic was cut off.");
    }

    /** What came of one answer. */
    private record Heard(List<String> pieces, ChatResponse whole) {
        List<ToolCall> calls() {
            return whole.getResults().get(0).getOutput().getToolCalls();
        }

        Usage usage() {
            return whole.getMetadata().getUsage();
        }
    }

    private static Heard hear(ChatModel model) {
        List<String> pieces = new ArrayList<>();
        ToolCallingChatOptions options = ToolCallingChatOptions.builder()
                .toolCallbacks(List.of(new Ask()))
                .toolContext(new Terms(Instant.now().plusSeconds(60), pieces::add).toolContext())
                .build();
        return new Heard(pieces, model.call(new Prompt(MESSAGES, options)));
    }

    private static void answer(String path, String type, String body) {
        ResponseDefinitionBuilder response =
                aResponse().withHeader("Content-Type", type).withBody(body).withChunkedDribbleDelay(5, 50);
        SERVER.stubFor(post(path).willReturn(response));
    }

    private static Optional<URI> url(String path) {
        return Optional.of(URI.create(SERVER.baseUrl() + path));
    }

    private static final class Ask implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return new DefaultToolDefinition(
                    "sentinel__ask",
                    "sentinel: ask",
                    "{\"type\":\"object\",\"properties\":{\"question\":{\"type\":\"string\"}}}");
        }

        @Override
        public String call(String input) {
            throw new AssertionError("A model calls no tool by itself.");
        }
    }
}
