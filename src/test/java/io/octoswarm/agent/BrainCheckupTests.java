package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.provider.StreamedChat;
import io.octoswarm.instance.Checkup.Finding;
import io.octoswarm.instance.Variables;
import io.octoswarm.testing.FakeModel;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class BrainCheckupTests {
    private static Finding examine(Map<String, String> settings, StaticListableBeanFactory models) {
        return new BrainCheckup(
                        AgentSettings.from(new Variables(settings)),
                        models.getBeanProvider(ChatModel.class),
                        Clock.systemUTC())
                .examine()
                .get(0);
    }

    @Test
    void asksTheModelForAWord() {
        try (FakeModel server = FakeModel.start()) {
            StaticListableBeanFactory models = new StaticListableBeanFactory();
            models.addBean(
                    "model",
                    StreamedChat.openAi(
                            Optional.of(URI.create(server.url())),
                            Optional.of("geheim"),
                            "small-1",
                            new StreamedChat.Way(Duration.ofMillis(1), Clock.systemUTC())));
            Map<String, String> settings = Map.of("OPENAI_API_KEY", "geheim");
            server.then(FakeModel.says("ok"));
            assertThat(examine(settings, models).good()).isTrue();
            assertThat(server.asked()).hasSize(1);

            server.then(FakeModel.refuses(401, Map.of(), "{\"error\":{\"message\":\"bad geheim\"}}"));
            Finding refused = examine(settings, models);
            assertThat(refused.good()).isFalse();
            assertThat(refused.text())
                    .contains("refuses the key (OPENAI_API_KEY)")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void looksForTheProgram() {
        StaticListableBeanFactory none = new StaticListableBeanFactory();

        assertThat(examine(Map.of("SWARM_AGENT_COMMAND", "sh -c cat"), none).good())
                .isTrue();
        assertThat(examine(Map.of("SWARM_AGENT_COMMAND", "no-such-program-of-ours -p"), none))
                .isEqualTo(
                        Finding.bad("model", "the program no-such-program-of-ours (SWARM_AGENT_COMMAND) is not there"));
    }

    @Test
    void nothingIsMissingWithoutAModel() {
        assertThat(examine(Map.of(), new StaticListableBeanFactory()).good()).isTrue();
    }
}
