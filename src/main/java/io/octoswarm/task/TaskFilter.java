package io.octoswarm.task;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which tasks of the board.
 *
 * @param state null: any
 * @param priority null: any
 * @param octo the Octo that it came from, or that works on it; null: any
 * @param text a part of the task's text; null: any
 */
public record TaskFilter(
        @Nullable TaskState state,
        @Nullable Priority priority,
        @Nullable String octo,
        @Nullable String text) {
    public static final TaskFilter ALL = new TaskFilter(null, null, null, null);

    public static TaskFilter of(@Nullable TaskState state) {
        return new TaskFilter(state, null, null, null);
    }

    public TaskFilter withState(TaskState other) {
        return new TaskFilter(other, priority, octo, text);
    }

    public TaskFilter withPriority(Priority other) {
        return new TaskFilter(state, other, octo, text);
    }

    public TaskFilter withOcto(String name) {
        return new TaskFilter(state, priority, name, text);
    }

    public TaskFilter withText(String part) {
        return new TaskFilter(state, priority, octo, part);
    }

    /** Conditions that do not apply are left out, and the state is no parameter, so that the index of the rest is used. */
    List<Task> query(JdbcClient jdbc, int most) {
        String conditions = (state == null ? "" : " and state = '" + state.text() + "'")
                + (priority == null ? "" : " and priority = :priority")
                + (octo == null ? "" : " and lower(:octo) in (lower(origin), lower(holder), lower(peer))")
                + (text == null ? "" : " and lower(text) like lower(:text) escape '!'");
        return jdbc.sql("select * from task where 1 = 1" + conditions + " order by created_at desc, id limit :most")
                .param("priority", priority == null ? null : priority.ordinal(), Types.INTEGER)
                .param("octo", octo, Types.VARCHAR)
                .param("text", text == null ? null : containing(text), Types.VARCHAR)
                .param("most", most)
                .query(TaskRows::task)
                .list();
    }

    private static String containing(String part) {
        return "%" + part.replaceAll("([!%_])", "!$1") + "%";
    }
}
