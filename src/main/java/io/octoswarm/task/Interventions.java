package io.octoswarm.task;

import java.util.Optional;
import java.util.function.Supplier;

/** What people do to a task from outside: cancel it, or answer what it asks. */
final class Interventions {
    private final BoardDatabase database;
    private final TaskTable tasks;

    Interventions(BoardDatabase database, TaskTable tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    Optional<Task> cancel(String id) {
        return moved(id, TaskState.CANCELLED, () -> {
            long now = database.now();
            Optional<Task> cancelled = database.jdbc()
                    .sql("""
                            update task set state = 'cancelled', finished_at = :now, lease_until = null
                            where id = :id and state in ('pending', 'running', 'paused') returning *""")
                    .param("now", now)
                    .param("id", id)
                    .query(TaskRows::task)
                    .optional();
            cancelled.ifPresent(task -> tasks.claimEnded(task, "cancelled", now));
            return cancelled;
        });
    }

    Optional<Task> resume(String id, String answer) {
        return moved(id, TaskState.PENDING, () -> {
            return database.jdbc()
                    .sql("""
                            update task set state = 'pending', waiting_since = :now, progress = null,
                                   context = context || :said
                            where id = :id and state = 'paused' returning *""")
                    .param("now", database.now())
                    .param(
                            "said",
                            tasks.find(id).map(task -> said(task, answer)).orElse(""))
                    .param("id", id)
                    .query(TaskRows::task)
                    .optional();
        });
    }

    private static String said(Task paused, String answer) {
        return (paused.context().isEmpty() ? "" : "\n") + "Asked: " + paused.progress() + "\nAnswered: " + answer;
    }

    private Optional<Task> moved(String id, TaskState to, Supplier<Optional<Task>> move) {
        Optional<Task> after = database.write(move);
        if (after.isEmpty()) {
            database.read(() -> tasks.find(id)).ifPresent(present -> {
                throw new IllegalTaskMove(present, to);
            });
        }
        return after;
    }
}
