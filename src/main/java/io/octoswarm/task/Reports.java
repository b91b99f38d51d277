package io.octoswarm.task;

import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps claims and ends them, as the ones who work report; what comes under an old fence changes nothing. */
final class Reports {
    private final BoardDatabase database;
    private final TaskTable tasks;
    private final TaskMeters meters;
    private final String name;

    /** @param name of the Octo that uses the board */
    Reports(BoardDatabase database, TaskTable tasks, TaskMeters meters, String name) {
        this.database = database;
        this.tasks = tasks;
        this.meters = meters;
        this.name = name;
    }

    /** False: the claim is not valid any more. */
    boolean renew(String id, long fence, @Nullable String progress) {
        Optional<Task> held = database.read(
                () -> tasks.find(id).filter(now -> now.state() == TaskState.RUNNING && now.fence() == fence));
        if (held.isEmpty() || (progress == null && endsWithThisProcess(held.get()))) {
            return held.isPresent();
        }
        return database.write(() -> database.jdbc()
                        .sql("""
                        update task set lease_until = case when lease_until is null then null else :lease end,
                               progress = coalesce(:progress, progress)
                        where id = :id and fence = :fence and state = 'running'""")
                        .param("lease", database.now() + TaskBoard.LEASE.toMillis())
                        .param("progress", progress, Types.VARCHAR)
                        .param("id", id)
                        .param("fence", fence)
                        .update()
                == 1);
    }

    /** Such a claim has no lease. */
    private boolean endsWithThisProcess(Task held) {
        return !database.isShared() && name.equals(held.holder());
    }

    /** The task as it is then, also when the report is one that was taken before: its answer was lost on the way. */
    Task report(String id, long fence, Outcome outcome) {
        return database.write(() -> end(id, fence, outcome)
                .or(() -> tasks.find(id).filter(now -> isRepetition(fence, outcome, now)))
                .orElseThrow(() -> refused(id, fence)));
    }

    private Optional<Task> end(String id, long fence, Outcome outcome) {
        long now = database.now();
        boolean again = outcome instanceof Outcome.HandedBack || outcome instanceof Outcome.Paused;
        Optional<Task> after = database.jdbc()
                .sql("""
                        update task set state = :state, result = :result, error = :error, lease_until = null,
                               progress = coalesce(:question, progress), attempt = attempt - :uncounted,
                               waiting_since = :now, finished_at = :finished
                        where id = :id and fence = :fence and state = 'running' returning *""")
                .param("state", outcome.state().text())
                .param("result", outcome.result(), Types.VARCHAR)
                .param("error", outcome.error(), Types.VARCHAR)
                .param("question", outcome.question(), Types.VARCHAR)
                .param("uncounted", again ? 1 : 0)
                .param("now", now)
                .param("finished", again ? null : now, Types.BIGINT)
                .param("id", id)
                .param("fence", fence)
                .query(TaskRows::task)
                .optional();
        after.ifPresent(task -> tasks.claimEnded(task, outcome.text(), now));
        return after;
    }

    private static boolean isRepetition(long fence, Outcome outcome, Task now) {
        return now.fence() == fence && now.state() == outcome.state() && now.state() != TaskState.PENDING;
    }

    private RuntimeException refused(String id, long fence) {
        meters.refused();
        return tasks.find(id)
                .map(now -> ReportRefused.late(now, fence))
                .orElseGet(() -> new ReportRefused("There is no task " + id + " on this board any more."));
    }
}
