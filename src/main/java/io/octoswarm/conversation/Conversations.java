package io.octoswarm.conversation;

import io.octoswarm.agent.Agent;
import io.octoswarm.agent.Attachment;
import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.agent.Question;
import io.octoswarm.instance.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person says goes this way, through whichever door: recorded, answered by the agent with what was said before,
 * and the answer recorded. Thread-safe; the asking thread waits.
 */
@Component
public class Conversations {
    /** The conversation of whoever sits at this device. */
    public static final String TERMINAL = "terminal";

    /** How long an answer may take. */
    public static final Duration LONGEST_ANSWER = Duration.ofSeconds(300);

    private static final Pattern ID = Pattern.compile("[a-z]+(:[A-Za-z0-9_-]{1,64}){0,2}");
    private static final int MOST_CONTEXT_MESSAGES = 20;
    private static final int MOST_CONTEXT_CHARACTERS = 6_000;

    private final Transcript transcript;
    private final Agent agent;
    private final Running running;
    private final Instance instance;
    private final Clock clock;
    private final Set<Asked> underWay = ConcurrentHashMap.newKeySet();

    private record Asked(String conversation, @Nullable String id) {
        static Asked of(Message message) {
            return new Asked(message.conversation(), message.externalId());
        }
    }

    Conversations(Transcript transcript, Agent agent, Running running, Instance instance, Clock clock) {
        this.transcript = transcript;
        this.agent = agent;
        this.running = running;
        this.instance = instance;
        this.clock = clock;
    }

    /** Whether a text can be the id of a conversation. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The answer to a message, which is recorded unless it has been, and so is the answer. */
    public Answer answer(Message message) {
        return answer(message, Agent.Listener.NOBODY);
    }

    /** As {@link #answer(Message)}; the listener hears what can be told before the answer is whole. */
    public Answer answer(Message message, Agent.Listener listener) {
        return answerKnown(message.externalId() == null ? message.withExternalId(newId()) : message, listener);
    }

    /** Whether a message is being answered: from before it is recorded until its answer is. */
    public boolean areAnswering(Message message) {
        return underWay.contains(Asked.of(message));
    }

    private Answer answerKnown(Message message, Agent.Listener listener) {
        Asked asked = Asked.of(message);
        underWay.add(asked);
        try {
            return answerRecorded(message, listener);
        } finally {
            underWay.remove(asked);
        }
    }

    private Answer answerRecorded(Message message, Agent.Listener listener) {
        transcript.tryRecord(message);
        Answer answer = stoppable(message, listener);
        transcript.tryRecord(new Message(
                message.conversation(),
                null,
                Message.Kind.SELF,
                instance.name(),
                answer.text(),
                message.externalId(),
                clock.instant()));
        return answer;
    }

    private Answer stoppable(Message message, Agent.Listener listener) {
        try {
            return running.run(
                    message.conversation(),
                    String.valueOf(message.externalId()),
                    () -> ask(message, List.of(), List.of(), listener));
        } catch (Running.Stopped stopped) {
            return new Answer(false, "Stopped.");
        }
    }

    /** By which it is known that a message is not a part of what was said before it. */
    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * The answer to a message that was recorded; the door records what it says once it is said. The listener hears what can
     * be told before the answer is whole.
     *
     * @param path the Octos that the message came through; empty: a person speaks
     * @param attachments what came with it, of kinds that {@link #reads} is true of
     */
    public Answer ask(Message message, List<String> path, List<Attachment> attachments, Agent.Listener listener) {
        try {
            return new Answer(true, agent.answer(question(message, path).with(attachments), listener));
        } catch (CannotAnswer none) {
            return new Answer(false, none.getMessage());
        }
    }

    /** Whether the agent can do something with files of this kind. */
    public boolean reads(Attachment.Kind kind) {
        return agent.reads(kind);
    }

    private Question question(Message message, List<String> path) {
        return new Question(
                message.text(),
                transcript.context(
                        message.conversation(), MOST_CONTEXT_MESSAGES, MOST_CONTEXT_CHARACTERS, message.externalId()),
                path,
                clock.instant().plus(LONGEST_ANSWER),
                message.conversation());
    }
}
