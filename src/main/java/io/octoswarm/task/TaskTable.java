package io.octoswarm.task;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every move of a task needs. To be called within {@link BoardDatabase#read} or {@link BoardDatabase#write}. */
final class TaskTable {
    private final JdbcClient jdbc;

    TaskTable(BoardDatabase database) {
        this.jdbc = database.jdbc();
    }

    Optional<Task> find(String id) {
        return jdbc.sql("select * from task where id = ?")
                .param(id)
                .query(TaskRows::task)
                .optional();
    }

    /** There may be tasks in this lane from now on. */
    void know(Lane lane) {
        jdbc.sql("insert into lane (name) values (?) on conflict do nothing")
                .param(lane.name())
                .update();
    }

    /** Writes down how the last claim of a task ended. */
    void claimEnded(Task task, String outcome, long now) {
        jdbc.sql("update attempt set ended_at = ?, outcome = ? where task_id = ? and fence = ? and ended_at is null")
                .params(now, outcome, task.id(), task.fence())
                .update();
    }
}
