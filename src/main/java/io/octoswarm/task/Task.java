package io.octoswarm.task;

import io.octoswarm.instance.Trace;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One piece of background work, as it stands on the board at one moment.
 *
 * @param id {@code swarm-} and 8 hexadecimal digits, as the Python original writes it
 * @param text what to do; for a process the program and its arguments, one a line
 * @param context what was said before, or empty
 * @param capabilities tags that whoever takes it must have, in lower case
 * @param target the Octo that it is for, in lower case; null: whoever fits
 * @param attempt how often it was begun, without those that were handed back; at most 3
 * @param fence the number of its last claim: a report under an older one is refused
 * @param holder who works on it; null: nobody now
 * @param path the Octos it came through, the first one first; empty: a human posted it
 * @param trace what it is a step of
 * @param postedBy the Octo that put it on the board
 * @param conversation where its result goes; null: nowhere
 * @param deadline when it has failed if it has not ended; null: never
 * @param peer kind {@link TaskKind#PEER}: who does it
 * @param remoteId kind {@link TaskKind#PEER}: its id at the peer, null until the peer took it
 * @param progress the last note of the one who works on it; of a paused task its question
 * @param result set when completed, and only then
 * @param error set when failed, and only then
 */
public record Task(
        String id,
        TaskKind kind,
        String text,
        String context,
        Priority priority,
        List<String> capabilities,
        @Nullable String target,
        TaskState state,
        int attempt,
        long fence,
        @Nullable String holder,
        List<String> path,
        Trace trace,
        String postedBy,
        @Nullable String conversation,
        @Nullable Instant deadline,
        @Nullable String peer,
        @Nullable String remoteId,
        @Nullable String progress,
        @Nullable String result,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /** Claims of a task that are lost before it has failed. */
    public static final int MOST_ATTEMPTS = 3;

    private static final Pattern ID = Pattern.compile("swarm-[0-9a-f]{8}");

    public Task {
        capabilities = List.copyOf(capabilities);
        path = List.copyOf(path);
    }

    /** Which Octo dispatched it; null: a human. */
    public @Nullable String origin() {
        return path.isEmpty() ? null : path.get(path.size() - 1);
    }

    /** Whether a text can be the id of a task. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
