package io.octoswarm.agent;

import io.octoswarm.agent.provider.ModelFailure;
import io.octoswarm.routing.Roster;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.stereotype.Component;

/**
 * The agent with a language model. When the model fails, the asker is told why, and gets what the built-in agent can tell
 * behind it, so that the Octo stays of use. Thread-safe; the asking thread does it all but the tools.
 */
@Component
@ForKinds({AgentKind.ANTHROPIC, AgentKind.OPENAI, AgentKind.OLLAMA})
class ModelAgent implements Agent {
    private static final Logger log = LoggerFactory.getLogger(ModelAgent.class);

    private final Dialogue model;
    private final Recollection recollection;
    private final SystemPrompt prompt;
    private final Tools tools;
    private final CallingTools calls;
    private final BuiltInAgent builtIn;

    ModelAgent(
            ChatClient model,
            Memory memory,
            SystemPrompt prompt,
            Tools tools,
            CallingTools calls,
            TokenCounts counts,
            Roster roster,
            BuiltInAgent builtIn,
            Clock clock) {
        this.model = new Dialogue(model, counts);
        this.recollection = new Recollection(
                memory,
                this.model,
                clock,
                name -> roster.candidates(List.of()).stream()
                        .anyMatch(octo -> !octo.self() && octo.name().equalsIgnoreCase(name)));
        this.prompt = prompt;
        this.tools = tools;
        this.calls = calls;
        this.builtIn = builtIn;
    }

    @Override
    public String answer(Question question) {
        return answer(question, Listener.NOBODY);
    }

    @Override
    public String answer(Question question, Listener listener) {
        OutsideText outside = new OutsideText();
        try {
            return new Rounds(model, calls, tools.now(), messages(question, outside), outside, question, listener)
                    .answer();
        } catch (ModelFailure failure) {
            if (failure.kind() == ModelFailure.Kind.INTERRUPTED) {
                throw new CannotAnswer(failure.getMessage());
            }
            log.warn("{}", failure.getMessage());
            return withoutModel(question, failure);
        }
    }

    /** Whether this very model sees pictures, its server tells when it gets one. */
    @Override
    public boolean reads(Attachment.Kind kind) {
        return true;
    }

    private List<Message> messages(Question question, OutsideText outside) {
        List<Message> messages = new ArrayList<>();
        messages.add(new SystemMessage(prompt.text(question, outside)));
        messages.addAll(recollection.before(question, outside));
        messages.add(Attached.message(question, outside));
        return TakingTurns.of(messages);
    }

    private String withoutModel(Question question, ModelFailure failure) {
        if (!question.attachments().isEmpty()) { // the built-in agent cannot look at them
            throw new CannotAnswer(failure.getMessage() + " So I could not look at what came with your message.");
        }
        try {
            return failure.getMessage() + "\nWithout the model: " + builtIn.answer(question);
        } catch (CannotAnswer none) {
            throw new CannotAnswer(failure.getMessage());
        }
    }
}
