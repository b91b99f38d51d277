package io.octoswarm.agent.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model gave no answer. The message is one sentence for the asker; it holds no key and no raw text of the server. */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and how often it is tried before that is told. */
    public enum Kind {
        KEY_REFUSED(1),
        UNKNOWN_MODEL(1),
        /** The request itself, or an account without credit: the same request would be refused again. */
        REFUSED(1),
        /** The model cannot call any; the same request without them may do. */
        NO_TOOLS(1),
        RATE_LIMITED(4),
        OVERLOADED(4),
        UNREACHABLE(2),
        CUT_OFF(2),
        UNREADABLE(2),
        TIMED_OUT(1),
        INTERRUPTED(1);

        private final int tries;

        Kind(int tries) {
            this.tries = tries;
        }
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    ModelFailure(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    /** @param retryAfter how long the server wants to be left alone; null: it told nothing */
    ModelFailure(Kind kind, String sentence, @Nullable Duration retryAfter) {
        super(sentence, null, false, false); // an expected outcome: its stack tells nothing
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The model ended without a word. */
    public static ModelFailure empty() {
        return new ModelFailure(Kind.UNREADABLE, "The model gave an empty answer.");
    }

    public Kind kind() {
        return kind;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    boolean mayPass(int tries) {
        return tries < kind.tries;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
