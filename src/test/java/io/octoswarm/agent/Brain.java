package io.octoswarm.agent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.agent.provider.StreamedChat;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.Variables;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.Roster;
import io.octoswarm.testing.FakeModel;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** A model agent over a fake model, with tools of the test and no swarm. */
final class Brain implements AutoCloseable {
    static final String KEY = "geheim-4711";

    final FakeModel model = FakeModel.start();
    final RememberedTurns memory = new RememberedTurns();
    final List<ToolCallback> tools = new ArrayList<>();
    final BuiltInAgent builtIn = Mockito.mock(BuiltInAgent.class);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TokenCounts counts;
    final SystemPrompt prompt;
    final ModelAgent agent;

    private final CallingTools calls = new CallingTools(JsonMapper.shared(), Clock.systemUTC());
    private final Parts parts;

    Brain(Path folder, FakeModel.Api api) {
        parts = Parts.of(folder, Map.of("SWARM_CAPABILITIES", "research")).start();
        Roster roster = Mockito.mock(Roster.class);
        Mockito.when(roster.candidates(ArgumentMatchers.any()))
                .thenReturn(List.of(new Candidate("sentinel", List.of("ops"), false, null, new Load(1, 0, 3))));
        prompt = new SystemPrompt(parts.get(Instance.class), roster, Clock.systemUTC(), parts.home());
        counts = new TokenCounts(
                meters, AgentSettings.from(new Variables(Map.of("OPENAI_API_KEY", KEY, "DEFAULT_MODEL", "small-1"))));
        agent = new ModelAgent(
                ModelConfiguration.chatClient(chat(api)),
                memory,
                prompt,
                tools(),
                calls,
                counts,
                roster,
                builtIn,
                Clock.systemUTC());
        Mockito.when(builtIn.answer(ArgumentMatchers.any())).thenThrow(new CannotAnswer("no idea"));
    }

    String answer(String text) {
        return agent.answer(AnyQuestion.of(text));
    }

    private ChatModel chat(FakeModel.Api api) {
        StreamedChat.Way way = new StreamedChat.Way(Duration.ofMillis(1), Clock.systemUTC());
        Optional<URI> url = Optional.of(URI.create(model.url()));
        return switch (api) {
            case ANTHROPIC -> StreamedChat.anthropic(url, KEY, "small-1", way);
            case OPENAI -> StreamedChat.openAi(url, Optional.of(KEY), "small-1", way);
            case OLLAMA -> StreamedChat.ollama(url, "small-1", way);
        };
    }

    private Tools tools() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        ToolCallbackProvider broken = () -> {
            throw new IllegalStateException("a server of .mcp.json is gone");
        };
        ToolCallbackProvider mine = () -> tools.toArray(ToolCallback[]::new);
        beans.addBean("broken", broken);
        beans.addBean("mine", mine);
        return new Tools(beans.getBeanProvider(ToolCallbackProvider.class));
    }

    @Override
    public void close() throws IOException {
        model.close();
        calls.destroy();
        parts.close();
    }
}
