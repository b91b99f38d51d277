package io.octoswarm.task;

import io.octoswarm.instance.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The board's rows as records. */
final class TaskRows {
    private TaskRows() {}

    static Task task(ResultSet row, int number) throws SQLException {
        Lane lane = Lane.parse(row.getString("lane"));
        return new Task(
                row.getString("id"),
                TaskKind.parse(row.getString("kind")),
                row.getString("text"),
                row.getString("context"),
                Priority.values()[row.getInt("priority")],
                List.copyOf(lane.needs()),
                lane.followed() ? null : lane.target(),
                state(row.getString("state")),
                row.getInt("attempt"),
                row.getLong("fence"),
                row.getString("holder"),
                words(row.getString("path")),
                trace(row.getString("trace")),
                row.getString("posted_by"),
                row.getString("conversation"),
                instant(row, "deadline"),
                row.getString("peer"),
                row.getString("remote_id"),
                row.getString("progress"),
                row.getString("result"),
                row.getString("error"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    static Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(
                row.getLong("fence"),
                row.getString("holder"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                instant(row, "ended_at"),
                row.getString("outcome"));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** A task from before traces were kept begins one. */
    private static Trace trace(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Trace::parse).orElseGet(Trace::begin);
    }

    private static TaskState state(String text) {
        return TaskState.parse(text)
                .orElseThrow(() -> new IllegalStateException("The board has an unknown state: " + text));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
