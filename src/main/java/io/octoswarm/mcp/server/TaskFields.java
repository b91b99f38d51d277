package io.octoswarm.mcp.server;

import io.octoswarm.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as it stands on the wire. */
final class TaskFields {
    private TaskFields() {}

    /** How it stands: what check_task tells. */
    static Map<String, @Nullable Object> of(Task task) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("task_id", task.id());
        fields.put("status", task.state().text());
        fields.put("result", task.result());
        fields.put("error", task.error());
        fields.put("attempt", task.attempt());
        fields.put("progress", task.progress());
        fields.put("created_at", time(task.createdAt()));
        fields.put("started_at", time(task.startedAt()));
        fields.put("finished_at", time(task.finishedAt()));
        return fields;
    }

    /** With what to do: for the one who claims it. */
    static Map<String, @Nullable Object> withWork(Task task) {
        Map<String, @Nullable Object> fields = of(task);
        fields.put("task", task.text());
        fields.put("context", task.context());
        fields.put("priority", task.priority().text());
        fields.put("capabilities", task.capabilities());
        fields.put("target", task.target());
        fields.put("path", task.path());
        fields.put("traceparent", task.trace().text());
        fields.put("holder", task.holder());
        fields.put("fence", task.fence());
        fields.put("deadline", time(task.deadline()));
        return fields;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
