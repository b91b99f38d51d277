package io.octoswarm.agent;

import io.octoswarm.agent.provider.ModelFailure;
import io.octoswarm.agent.provider.Terms;
import io.octoswarm.instance.Checkup;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether the brain can be used: a model is asked for a word, a program is looked for. */
@Component
class BrainCheckup implements Checkup {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SUBJECT = "model";

    private final AgentSettings settings;
    private final ObjectProvider<ChatModel> model;
    private final Clock clock;

    BrainCheckup(AgentSettings settings, ObjectProvider<ChatModel> model, Clock clock) {
        this.settings = settings;
        this.model = model;
        this.clock = clock;
    }

    @Override
    public List<Finding> examine() {
        return List.of(
                switch (settings.chosen()) {
                    case BUILTIN -> Finding.good(SUBJECT, "none is set: the built-in agent answers");
                    case COMMAND -> program(settings.command().orElseThrow().program());
                    default -> ask(model.getObject());
                });
    }

    private Finding ask(ChatModel chat) {
        Prompt prompt = new Prompt(
                List.of(new UserMessage("Answer with the word ok.")),
                ToolCallingChatOptions.builder()
                        .toolContext(new Terms(clock.instant().plus(LIMIT), piece -> {}).toolContext())
                        .build());
        try {
            chat.call(prompt);
            return Finding.good(SUBJECT, chat + " answers");
        } catch (ModelFailure failure) {
            return Finding.bad(SUBJECT, failure.getMessage());
        }
    }

    private static Finding program(String program) {
        boolean there = Stream.concat(
                        Stream.of(Path.of(program)).filter(path -> program.contains(File.separator)),
                        Stream.of(String.valueOf(System.getenv("PATH")).split(Pattern.quote(File.pathSeparator)))
                                .filter(folder -> !program.contains(File.separator))
                                .map(folder -> Path.of(folder, program)))
                .anyMatch(Files::isExecutable);
        return there
                ? Finding.good(SUBJECT, "the program " + program + " is there")
                : Finding.bad(SUBJECT, "the program " + program + " (SWARM_AGENT_COMMAND) is not there");
    }
}
