package io.octoswarm.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * An Octo's own board knows it by its name, and a name may change with a setting or with the name of the host. What stands
 * there for the old name is for the new one: nobody else could take it or be told of its end.
 */
final class Renaming {
    private record Old(String id, Lane lane, String poster) {
        private static Old of(ResultSet row, int number) throws SQLException {
            return new Old(row.getString("id"), Lane.parse(row.getString("lane")), row.getString("posted_by"));
        }

        /** Unchanged where it is not for its poster, but for another Octo or for anyone. */
        private Lane laneFor(String name) {
            return lane.isFor(poster)
                    ? new Lane(lane.followed(), lane.needs(), name.toLowerCase(Locale.ROOT), lane.bound())
                    : lane;
        }
    }

    private final BoardDatabase database;
    private final TaskTable tasks;

    Renaming(BoardDatabase database, TaskTable tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    /** Within a transaction, and not on a database that others use: one of them may have the old name. */
    void to(String name) {
        List<Old> old = database.jdbc()
                .sql(
                        "select id, lane, posted_by from task where posted_by <> ? and (finished_at is null or announced = 0)")
                .param(name)
                .query(Old::of)
                .list();
        for (Old task : old) {
            Lane lane = task.laneFor(name);
            tasks.know(lane);
            database.jdbc()
                    .sql("update task set posted_by = ?, lane = ? where id = ?")
                    .params(name, lane.name(), task.id())
                    .update();
        }
    }
}
