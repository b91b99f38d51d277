package io.octoswarm.task;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One piece of background work, as it stands on the board at one moment.
 *
 * @param id {@code swarm-} and 8 hexadecimal digits, as the Python original writes it
 * @param text what to do
 * @param context what was said before, or empty
 * @param attempt how often it was claimed; the number of the running claim is its fence: a report under an older number
 *     is refused
 * @param origin which Octo dispatched it; null: a human at this Octo
 * @param progress the last note of the one who works on it
 * @param result set when completed, and only then
 * @param error set when failed, and only then
 */
public record Task(
        String id,
        String text,
        String context,
        Priority priority,
        TaskState state,
        int attempt,
        @Nullable String origin,
        @Nullable String progress,
        @Nullable String result,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    private static final Pattern ID = Pattern.compile("swarm-[0-9a-f]{8}");

    /** Whether a text can be the id of a task. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
