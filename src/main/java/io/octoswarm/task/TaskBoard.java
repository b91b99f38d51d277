package io.octoswarm.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tasks, in the database. Every change is one SQL statement that checks the state it changes from, so that of two
 * callers at once exactly one succeeds, and a crash leaves either all of it or nothing. When a method returns, what it
 * did is on the disk. Thread-safe.
 */
@Component
public class TaskBoard {
    private static final int TRIES_FOR_AN_ID = 8;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.of("SecureRandom");

    TaskBoard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Puts a task on the board, or finds the one that was posted under the same idempotency key. */
    public Task post(NewTask task) {
        for (int i = 0; i < TRIES_FOR_AN_ID; i++) {
            Optional<Task> posted =
                    insert(task, "swarm-%08x".formatted(random.nextInt())).or(() -> sameKey(task));
            if (posted.isPresent()) {
                return posted.get();
            }
        }
        throw new IllegalStateException("No free task id was found.");
    }

    public Optional<Task> find(String id) {
        return jdbc.sql("select * from task where id = ?")
                .param(id)
                .query(TaskBoard::task)
                .optional();
    }

    /** The newest first. */
    public List<Task> list(@Nullable TaskState state, int most) {
        return jdbc.sql(
                        "select * from task where :state is null or state = :state order by created_at desc, id limit :most")
                .param("state", state == null ? null : state.text())
                .param("most", most)
                .query(TaskBoard::task)
                .list();
    }

    /** How many wait. */
    int waiting() {
        return jdbc.sql("select count(*) from task where state = 'pending'")
                .query(Integer.class)
                .single();
    }

    /** Takes the most urgent, then oldest waiting task: it is running from here on, under a new attempt. */
    Optional<Task> claim() {
        return jdbc.sql("""
                        update task set state = 'running', attempt = attempt + 1, started_at = :now, progress = null
                        where id = (select id from task where state = 'pending'
                                    order by priority desc, created_at, id limit 1)
                          and state = 'pending'
                        returning *""").param("now", now()).query(TaskBoard::task).optional();
    }

    /** The end of a claim with a result; empty when the claim is no longer valid. */
    Optional<Task> complete(Task claim, String result) {
        return end(claim, TaskState.COMPLETED, result, null);
    }

    /** The end of a claim without one; empty when the claim is no longer valid. */
    Optional<Task> fail(Task claim, String error) {
        return end(claim, TaskState.FAILED, null, error);
    }

    /** Gives a claim back, the work to be begun anew; the attempt does not count, nothing went wrong. */
    void handBack(Task claim) {
        jdbc.sql(
                        "update task set state = 'pending', attempt = attempt - 1 where id = ? and attempt = ? and state = 'running'")
                .param(claim.id())
                .param(claim.attempt())
                .update();
    }

    /**
     * Cancels a task that has not ended.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it has ended already
     */
    Optional<Task> cancel(String id) {
        Optional<Task> cancelled = jdbc.sql("""
                        update task set state = 'cancelled', finished_at = :now
                        where id = :id and state in ('pending', 'running', 'paused') returning *""")
                .param("now", now())
                .param("id", id)
                .query(TaskBoard::task)
                .optional();
        if (cancelled.isEmpty()) {
            find(id).ifPresent(ended -> {
                throw new IllegalTaskMove(ended, TaskState.CANCELLED);
            });
        }
        return cancelled;
    }

    /**
     * After a start: whatever a former process of this Octo left running waits again, but a task that was cut off
     * {@code mostAttempts} times, and may well be the one that ends the process, has failed.
     *
     * @return the tasks that failed so
     */
    List<Task> recover(int mostAttempts) {
        List<Task> failed = jdbc.sql("""
                        update task set state = 'failed', finished_at = :now,
                               error = 'It was cut off ' || attempt || ' times by the end of its Octo.'
                        where state = 'running' and attempt >= :most returning *""")
                .param("now", now())
                .param("most", mostAttempts)
                .query(TaskBoard::task)
                .list();
        jdbc.sql("update task set state = 'pending' where state = 'running'").update();
        return failed;
    }

    private Optional<Task> insert(NewTask task, String id) {
        return jdbc.sql("""
                        insert into task (id, text, context, priority, state, origin, idempotency_key, created_at)
                        values (:id, :text, :context, :priority, 'pending', :origin, :key, :now)
                        on conflict do nothing returning *""")
                .param("id", id)
                .param("text", task.text())
                .param("context", task.context())
                .param("priority", task.priority().ordinal())
                .param("origin", task.origin())
                .param("key", task.idempotencyKey())
                .param("now", now())
                .query(TaskBoard::task)
                .optional();
    }

    private Optional<Task> sameKey(NewTask task) {
        return jdbc.sql("select * from task where idempotency_key = ?")
                .param(task.idempotencyKey())
                .query(TaskBoard::task)
                .optional();
    }

    private Optional<Task> end(Task claim, TaskState state, @Nullable String result, @Nullable String error) {
        return jdbc.sql("""
                        update task set state = :state, result = :result, error = :error, finished_at = :now
                        where id = :id and attempt = :attempt and state = 'running' returning *""")
                .param("state", state.text())
                .param("result", result)
                .param("error", error)
                .param("now", now())
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .query(TaskBoard::task)
                .optional();
    }

    private String now() {
        return Times.text(clock.instant());
    }

    private static Task task(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getString("id"),
                row.getString("text"),
                row.getString("context"),
                Priority.values()[row.getInt("priority")],
                state(row.getString("state")),
                row.getInt("attempt"),
                row.getString("origin"),
                row.getString("progress"),
                row.getString("result"),
                row.getString("error"),
                Instant.parse(row.getString("created_at")),
                instant(row.getString("started_at")),
                instant(row.getString("finished_at")));
    }

    private static TaskState state(String text) {
        return TaskState.parse(text)
                .orElseThrow(() -> new IllegalStateException("The board has an unknown state: " + text));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
