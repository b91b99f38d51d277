package io.octoswarm.task;

import io.octoswarm.instance.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put on the board.
 *
 * @param text what to do; for a process the program and its arguments, one a line
 * @param deadline when it has failed if it has not ended; null: never
 */
public record NewTask(
        TaskKind kind,
        String text,
        String context,
        Priority priority,
        Audience audience,
        Source source,
        @Nullable Instant deadline) {
    private static final int MOST_TAGS = 20;
    /** Of all tags together: PostgreSQL takes some 2,700 in an index. */
    private static final int MOST_BYTES_OF_TAGS = 2_000;

    /**
     * Who may do it.
     *
     * @param capabilities tags that whoever takes it must have; at most 20
     * @param target the Octo that it is for; null: whoever fits
     * @param bound false: when the target is gone, another Octo with the tags may take it
     * @param peer kind {@link TaskKind#PEER}: who is to do it
     */
    record Audience(
            List<String> capabilities,
            @Nullable String target,
            boolean bound,
            @Nullable String peer) {
        private static final Audience ALL = new Audience(List.of(), null, false, null);

        Audience {
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * Where it comes from.
     *
     * @param path the Octos it came through, the first one first; empty: a human posts it here
     * @param trace what it is a step of
     * @param conversation where its result goes; null: it stays on the board
     * @param key chosen by the caller; the same key gives the same task, however often it is posted; null: none
     */
    record Source(
            List<String> path,
            Trace trace,
            @Nullable String conversation,
            @Nullable String key) {
        Source {
            path = path.stream().map(name -> name.replaceAll("\\s", "_")).toList();
        }

        @Nullable
        String origin() {
            return path.isEmpty() ? null : path.get(path.size() - 1);
        }
    }

    public NewTask {
        text = text.replace('\0', ' '); // PostgreSQL keeps no such character
        context = context.replace('\0', ' ');
    }

    /**
     * Work for an agent, whichever fits.
     *
     * @param key chosen by the caller; the same key gives the same task, however often it is posted; null: none
     */
    public NewTask(String text, String context, Priority priority, @Nullable String origin, @Nullable String key) {
        this(TaskKind.AGENT, text, context, priority, Audience.ALL, from(origin, key), null);
    }

    /** As many of these tags as a task may need, the first ones. */
    public static List<String> fitting(List<String> tags) {
        List<String> fitting = new ArrayList<>();
        int bytes = 0;
        for (String tag : tags) {
            bytes += tag.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES_OF_TAGS || fitting.size() == MOST_TAGS) {
                break;
            }
            fitting.add(tag.replace('\0', ' '));
        }
        return fitting;
    }

    private static Source from(@Nullable String origin, @Nullable String key) {
        return new Source(origin == null ? List.of() : List.of(origin), Trace.begin(), null, key);
    }

    /** Work for an agent of normal priority, whichever fits. */
    public static NewTask of(String text) {
        return new NewTask(text, "", Priority.NORMAL, null, null);
    }

    public NewTask withKind(TaskKind other) {
        return new NewTask(other, text, context, priority, audience, source, deadline);
    }

    public NewTask withPriority(Priority other) {
        return new NewTask(kind, text, context, other, audience, source, deadline);
    }

    public NewTask until(@Nullable Instant end) {
        return new NewTask(kind, text, context, priority, audience, source, end);
    }

    /**
     * For those only that have these tags.
     *
     * @throws IllegalArgumentException there are more than 20, or they are longer than 2,000 bytes together
     */
    public NewTask needing(List<String> tags) {
        if (fitting(tags).size() < tags.size()) {
            throw new IllegalArgumentException("A task may need " + MOST_TAGS + " tags at the most, of "
                    + MOST_BYTES_OF_TAGS + " bytes together.");
        }
        return with(new Audience(fitting(tags), audience.target, audience.bound, audience.peer));
    }

    /** For one Octo; bound: for no other, even when it is gone. */
    public NewTask to(String octo, boolean only) {
        return with(new Audience(audience.capabilities, octo, only, audience.peer));
    }

    /** A peer is to do it, and this Octo follows it there. */
    public NewTask dispatchedTo(String octo) {
        return with(new Audience(List.of(), null, false, octo)).withKind(TaskKind.PEER);
    }

    /** Its result goes there. */
    public NewTask in(@Nullable String place) {
        return with(new Source(source.path, source.trace, place, source.key));
    }

    /** Came through these Octos, the first one first. */
    public NewTask through(List<String> octos) {
        return with(new Source(octos, source.trace, source.conversation, source.key));
    }

    /** A step of that trace; else it begins one. */
    public NewTask of(Trace trace) {
        return with(new Source(source.path, trace, source.conversation, source.key));
    }

    private NewTask with(Audience other) {
        return new NewTask(kind, text, context, priority, other, source, deadline);
    }

    private NewTask with(Source other) {
        return new NewTask(kind, text, context, priority, audience, other, deadline);
    }
}
