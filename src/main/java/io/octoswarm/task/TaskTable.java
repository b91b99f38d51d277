package io.octoswarm.task;

import java.util.List;
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

    /** Writes down the last claim of a task and how it ended, unless that has been done or it was never claimed. */
    void claimEnded(Task task, String outcome, long now) {
        jdbc.sql("""
                        insert into attempt (task_id, fence, holder, started_at, ended_at, outcome)
                        select id, fence, holder, started_at, :now, :outcome from task where id = :id and fence > 0
                        on conflict do nothing""")
                .param("now", now)
                .param("outcome", outcome)
                .param("id", task.id())
                .update();
    }

    /** All claims of a task, the one that goes on included. */
    List<Attempt> attempts(String id) {
        return jdbc.sql("""
                        select fence, holder, started_at, ended_at, outcome from attempt where task_id = :id union all
                        select fence, holder, started_at, null, null from task where id = :id and state = 'running'
                        order by fence""").param("id", id).query(TaskRows::attempt).list();
    }
}
