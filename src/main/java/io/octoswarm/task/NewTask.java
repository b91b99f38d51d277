package io.octoswarm.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put on the board.
 *
 * @param text what to do; for a process the program and its arguments, one a line
 * @param capabilities tags that whoever takes it must have; at most 20
 * @param target the Octo that it is for; null: whoever fits
 * @param bound false: when the target is gone, another Octo with the tags may take it
 * @param peer kind {@link TaskKind#PEER}: who is to do it
 * @param path the Octos it came through, the first one first; empty: a human posts it here
 * @param conversation where its result goes; null: it stays on the board
 * @param idempotencyKey chosen by the caller; the same key gives the same task, however often it is posted; null: none
 * @param deadline when it has failed if it has not ended; null: never
 */
public record NewTask(
        TaskKind kind,
        String text,
        String context,
        Priority priority,
        List<String> capabilities,
        @Nullable String target,
        boolean bound,
        @Nullable String peer,
        List<String> path,
        @Nullable String conversation,
        @Nullable String idempotencyKey,
        @Nullable Instant deadline) {
    public NewTask {
        text = text.replace('\0', ' '); // PostgreSQL keeps no such character
        context = context.replace('\0', ' ');
        capabilities = List.copyOf(capabilities);
        path = path.stream().map(name -> name.replaceAll("\\s", "_")).toList();
    }

    /** Work for an agent, whichever fits. */
    public NewTask(
            String text, String context, Priority priority, @Nullable String origin, @Nullable String idempotencyKey) {
        this(
                TaskKind.AGENT,
                text,
                context,
                priority,
                List.of(),
                null,
                false,
                null,
                origin == null ? List.of() : List.of(origin),
                null,
                idempotencyKey,
                null);
    }

    /** Work for an agent of normal priority, whichever fits. */
    public static NewTask of(String text) {
        return new NewTask(text, "", Priority.NORMAL, null, null);
    }

    public NewTask withKind(TaskKind other) {
        return new NewTask(
                other,
                text,
                context,
                priority,
                capabilities,
                target,
                bound,
                peer,
                path,
                conversation,
                idempotencyKey,
                deadline);
    }

    public NewTask withPriority(Priority other) {
        return new NewTask(
                kind,
                text,
                context,
                other,
                capabilities,
                target,
                bound,
                peer,
                path,
                conversation,
                idempotencyKey,
                deadline);
    }

    public NewTask needing(List<String> tags) {
        return new NewTask(
                kind, text, context, priority, tags, target, bound, peer, path, conversation, idempotencyKey, deadline);
    }

    /** For one Octo; bound: for no other, even when it is gone. */
    public NewTask to(String octo, boolean only) {
        return new NewTask(
                kind,
                text,
                context,
                priority,
                capabilities,
                octo,
                only,
                peer,
                path,
                conversation,
                idempotencyKey,
                deadline);
    }

    /** To be dispatched to a peer and followed from here. */
    public NewTask dispatchedTo(String octo) {
        return new NewTask(
                TaskKind.PEER,
                text,
                context,
                priority,
                List.of(),
                null,
                false,
                octo,
                path,
                conversation,
                idempotencyKey,
                deadline);
    }

    public NewTask in(@Nullable String place) {
        return new NewTask(
                kind,
                text,
                context,
                priority,
                capabilities,
                target,
                bound,
                peer,
                path,
                place,
                idempotencyKey,
                deadline);
    }

    public NewTask until(@Nullable Instant end) {
        return new NewTask(
                kind,
                text,
                context,
                priority,
                capabilities,
                target,
                bound,
                peer,
                path,
                conversation,
                idempotencyKey,
                end);
    }

    /** Came through these Octos, the first one first. */
    public NewTask through(List<String> octos) {
        return new NewTask(
                kind,
                text,
                context,
                priority,
                capabilities,
                target,
                bound,
                peer,
                octos,
                conversation,
                idempotencyKey,
                deadline);
    }
}
