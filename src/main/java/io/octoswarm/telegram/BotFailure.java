package io.octoswarm.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to Telegram that did not succeed. Its message is for people and never holds the token. */
final class BotFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it matters for what to do next. */
    enum Kind {
        /** The token is not, or no longer, a bot's. */
        UNAUTHORIZED,
        /** Another program polls with this token. */
        CONFLICT,
        /** Too many calls; to be tried again when told. */
        TOO_MANY,
        /** Telegram understood the call and refuses it. */
        REFUSED,
        /** Telegram cannot be reached; nothing was sent. */
        NOT_SENT,
        /** Whether the call had an effect is not known: it was cut, timed out, or answered with a fault. */
        UNCLEAR
    }

    private final Kind kind;
    private final Duration retryAfter;
    private final @Nullable Long migratedTo;

    BotFailure(Kind kind, String message) {
        this(kind, message, Duration.ZERO, null);
    }

    BotFailure(Kind kind, String message, Duration retryAfter, @Nullable Long migratedTo) {
        super(message, null, false, false); // no cause: the library's carry the URL, and with it the token
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.migratedTo = migratedTo;
    }

    Kind kind() {
        return kind;
    }

    /** How long to wait; zero: not told. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** The chat's new id, when it became a supergroup; null: it did not. */
    @Nullable
    Long migratedTo() {
        return migratedTo;
    }

    /** Whether Telegram refused it with a description that holds this text. */
    boolean says(String part) {
        return kind == Kind.REFUSED
                && getMessage().toLowerCase(java.util.Locale.ROOT).contains(part);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
