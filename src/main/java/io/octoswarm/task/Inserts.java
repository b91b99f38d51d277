package io.octoswarm.task;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts new tasks into the database, each in its lane and at its place there, and under one key only once. */
final class Inserts {
    /** What a step of priority is worth: an older task goes first when it is older by more than this a step. */
    private static final long STEP_OF_PRIORITY_MILLIS = Duration.ofHours(1).toMillis();

    private static final int TRIES_FOR_AN_ID = 8;

    private final BoardDatabase database;
    private final TaskTable tasks;
    private final String poster;
    private final RandomGenerator random = RandomGenerator.of("SecureRandom");

    /** @param poster the Octo that posts here */
    Inserts(BoardDatabase database, TaskTable tasks, String poster) {
        this.database = database;
        this.tasks = tasks;
        this.poster = poster;
    }

    /** The new task, or the one that was posted under the same key before. Within a transaction. */
    Task insertOrFind(NewTask task) {
        Lane lane = Lane.of(task, poster);
        tasks.know(lane);
        return Stream.generate(() -> "swarm-%08x".formatted(random.nextInt()))
                .limit(TRIES_FOR_AN_ID)
                .flatMap(id -> insert(task, lane, id).or(() -> sameKey(task)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free task id was found."));
    }

    private Optional<Task> insert(NewTask task, Lane lane, String id) {
        long now = database.now();
        return database.jdbc()
                .sql("""
                        insert into task (id, kind, text, context, priority, lane, place, path, trace, origin, posted_by, conversation,
                                          idempotency_key, deadline, state, peer, created_at, waiting_since)
                        values (:id, :kind, :text, :context, :priority, :lane, :place, :path, :trace, :origin, :poster, :conversation,
                                :key, :deadline, 'pending', :peer, :now, :now)
                        on conflict do nothing returning *""")
                .param("id", id)
                .param("kind", task.kind().text())
                .param("text", task.text())
                .param("context", task.context())
                .param("priority", task.priority().ordinal())
                .param("lane", lane.name())
                .param("place", now - task.priority().ordinal() * STEP_OF_PRIORITY_MILLIS)
                .param("path", String.join(" ", task.source().path()))
                .param("trace", task.source().trace().text())
                .param("origin", task.source().origin(), Types.VARCHAR)
                .param("poster", poster)
                .param("conversation", task.source().conversation(), Types.VARCHAR)
                .param("key", task.source().key(), Types.VARCHAR)
                .param("deadline", millis(task.deadline()), Types.BIGINT)
                .param("peer", task.audience().peer(), Types.VARCHAR)
                .param("now", now)
                .query(TaskRows::task)
                .optional();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(instant.toEpochMilli());
    }

    private Optional<Task> sameKey(NewTask task) {
        return database.jdbc()
                .sql("select * from task where idempotency_key = :key")
                .param("key", task.source().key(), Types.VARCHAR)
                .query(TaskRows::task)
                .optional();
    }
}
