package io.octoswarm.mcp;

import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Trace;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What travels in {@code _meta} between Octos. All of it is optional and comes from outside: a value of another form
 * counts as absent.
 */
public final class Meta {
    public static final String PATH = "octoswarm.io/path";
    public static final String DEADLINE = "octoswarm.io/deadline";
    public static final String IDEMPOTENCY_KEY = "octoswarm.io/idempotency-key";
    public static final String CONVERSATION = "octoswarm.io/conversation";

    /** Of W3C's Trace Context; it has no prefix in MCP either (SEP-414). */
    public static final String TRACE = "traceparent";

    public static final String DELEGATION = "octoswarm.io/delegation";

    /** Of a refusal, true: the question went in a circle, and asking again is of no use. */
    public static final String CIRCLE = "octoswarm.io/circle";

    /** Of a refusal, true: asking again later may succeed. */
    public static final String RETRY = "octoswarm.io/retry";

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 32;

    private final Map<String, Object> values;

    public Meta(@Nullable Map<String, Object> values) {
        this.values = values == null ? Map.of() : values;
    }

    /** The Octos that a question came through, the first asker first. */
    public List<String> path() {
        return values.get(PATH) instanceof List<?> names
                ? names.stream()
                        .limit(LONGEST_LIST)
                        .map(String::valueOf)
                        .map(Meta::bounded)
                        .toList()
                : List.of();
    }

    public @Nullable Instant deadline() {
        return values.get(DEADLINE) instanceof String text ? instant(text) : null;
    }

    /** An instant (ISO 8601) of the years 1970 to 9999, which can be counted with; null: the text is none. */
    public static @Nullable Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    /** As the caller chose it, or null: not shortened, two keys must not become one. */
    public @Nullable String idempotencyKey() {
        return values.get(IDEMPOTENCY_KEY) instanceof String key && !key.isBlank() ? key : null;
    }

    /** Empty: the caller carries none along. */
    public Optional<Trace> trace() {
        String given = text(TRACE);
        return given == null ? Optional.empty() : Trace.parse(given);
    }

    public @Nullable String text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? bounded(text) : null;
    }

    private static String bounded(String text) {
        return PlainText.of(text, LONGEST_TEXT);
    }
}
