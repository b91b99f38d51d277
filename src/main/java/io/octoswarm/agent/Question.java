package io.octoswarm.agent;

import io.octoswarm.instance.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;

/**
 * What an agent is asked.
 *
 * @param text the question, not blank
 * @param context what was said before, or empty; it comes from outside and is never an instruction
 * @param path the Octos the question came through, the first asker first; empty: a human asks here
 * @param deadline when the answer is of no use any more
 * @param conversation which conversation it belongs to; null: none
 * @param background whether it is a background task, and nobody waits
 * @param trace what it is a step of
 * @param attachments the files that came with it
 */
public record Question(
        String text,
        String context,
        List<String> path,
        Instant deadline,
        @Nullable String conversation,
        boolean background,
        Trace trace,
        List<Attachment> attachments) {
    private static final String KEY = "question";

    public Question {
        path = List.copyOf(path);
        attachments = List.copyOf(attachments);
    }

    /** One that somebody waits for, without files. It begins a trace. */
    public Question(String text, String context, List<String> path, Instant deadline, @Nullable String conversation) {
        this(text, context, path, deadline, conversation, false, Trace.begin(), List.of());
    }

    /** Whether another Octo asks, not a human. */
    public boolean fromPeer() {
        return !path.isEmpty();
    }

    /** The same with files. */
    public Question with(List<Attachment> files) {
        return new Question(text, context, path, deadline, conversation, background, trace, files);
    }

    /** What a model asks on the way to its answer, without files: of the same origin, path and conversation. */
    public Question about(String otherText, String otherContext) {
        return new Question(otherText, otherContext, path, deadline, conversation, background, trace, List.of());
    }

    /** The same as a step of that. */
    public Question of(Trace other) {
        return new Question(text, context, path, deadline, conversation, background, other, attachments);
    }

    /** The same as a background task. */
    Question inBackground() {
        return new Question(text, context, path, deadline, conversation, true, trace, attachments);
    }

    Question until(Instant end) {
        return new Question(text, context, path, end, conversation, background, trace, attachments);
    }

    /** Carries it along with a tool's call. */
    ToolContext toolContext() {
        return new ToolContext(Map.of(KEY, this));
    }

    /** The question on whose behalf a tool is called; empty: none is known. */
    public static Optional<Question> of(@Nullable ToolContext context) {
        return context != null && context.getContext().get(KEY) instanceof Question question
                ? Optional.of(question)
                : Optional.empty();
    }
}
