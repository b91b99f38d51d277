package io.octoswarm.agent;

import io.octoswarm.agent.provider.StreamedChat;
import java.time.Clock;
import java.time.Duration;
import org.springframework.ai.chat.client.AdvisorParams;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the chosen model, and no other one. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    @Bean
    @ForKinds({AgentKind.ANTHROPIC, AgentKind.OPENAI, AgentKind.OLLAMA})
    static ChatModel chatModel(AgentSettings settings, Clock clock) {
        StreamedChat.Way way = new StreamedChat.Way(FIRST_PAUSE, clock);
        String model = settings.modelName();
        return switch (settings.chosen()) {
            case ANTHROPIC ->
                StreamedChat.anthropic(
                        settings.anthropicUrl(), settings.anthropicKey().orElseThrow(), model, way);
            case OPENAI -> StreamedChat.openAi(settings.openAiUrl(), settings.openAiKey(), model, way);
            default -> StreamedChat.ollama(settings.ollamaUrl(), model, way);
        };
    }

    /** It calls no tools by itself: how long that may go on, and with which limits, {@link Rounds} decides. */
    @Bean
    @ForKinds({AgentKind.ANTHROPIC, AgentKind.OPENAI, AgentKind.OLLAMA})
    static ChatClient chatClient(ChatModel model) {
        return ChatClient.builder(model)
                .defaultAdvisors(AdvisorParams.toolCallingAdvisorAutoRegister(false))
                .build();
    }
}
