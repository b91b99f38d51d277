package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.MapPropertySource;

class ForKindsTests {
    @ParameterizedTest
    @CsvSource({
        "builtin,   built-in",
        "anthropic, model",
        "openai,    model",
        "command,   command",
        "ollama,    built-in",
        ",          built-in"
    })
    void oneAgentAnswersWhateverIsChosen(String chosen, String expected) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            if (chosen != null) {
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test", Map.of(AgentSettings.CHOSEN, chosen)));
            }
            context.register(BuiltIn.class, Model.class, Command.class);
            context.refresh();
            assertThat(context.getBean(Agent.class).answer(AnyQuestion.of("x"))).isEqualTo(expected);
            assertThat(context.getBean(BuiltIn.class)).isNotNull();
        }
    }

    @Fallback
    static class BuiltIn implements Agent {
        @Override
        public String answer(Question question) {
            return "built-in";
        }
    }

    @ForKinds({AgentKind.ANTHROPIC, AgentKind.OPENAI})
    static class Model implements Agent {
        @Override
        public String answer(Question question) {
            return "model";
        }
    }

    @ForKinds(AgentKind.COMMAND)
    static class Command implements Agent {
        @Override
        public String answer(Question question) {
            return "command";
        }
    }
}
