package io.octoswarm.mcp.client;

import io.octoswarm.instance.Trace;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
import io.octoswarm.task.TaskState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A task as another Octo's board tells it; checked, as all that comes from outside. */
final class ReceivedTask {
    private static final int MOST_NAMES = 32;

    private ReceivedTask() {}

    static Task of(JsonNode told, String poster) {
        String id = told.path("task_id").asString("");
        if (!Task.isId(id)
                || !told.path("fence").isIntegralNumber()
                || !told.path("task").isString()) {
            throw new PeerUnreachable("its board told a task without an id, a fence or a text");
        }
        return new Task(
                id,
                TaskKind.AGENT, // never a process: what to run here is decided here
                told.path("task").stringValue(),
                told.path("context").asString(""),
                Priority.parse(told.path("priority").asString("")).orElse(Priority.NORMAL),
                texts(told.path("capabilities")),
                text(told.path("target")),
                TaskState.RUNNING,
                told.path("attempt").asInt(1),
                told.path("fence").longValue(),
                text(told.path("holder")),
                Stream.concat(texts(told.path("path")).stream(), Stream.of(poster))
                        .toList(), // it came through the board's Octo, and does not go back there
                Trace.parse(told.path("traceparent").asString("")).orElseGet(Trace::begin),
                poster,
                null,
                instant(told.path("deadline")),
                null,
                null,
                null,
                null,
                null,
                instant(told.path("created_at"), Instant.EPOCH),
                instant(told.path("started_at")),
                null);
    }

    /** The claimed task as it stands after its report. */
    static Task after(Task claim, JsonNode told) {
        return new Task(
                claim.id(),
                claim.kind(),
                claim.text(),
                claim.context(),
                claim.priority(),
                claim.capabilities(),
                claim.target(),
                TaskState.parse(told.path("status").asString(""))
                        .orElseThrow(() -> new PeerUnreachable("its board told an unknown state")),
                claim.attempt(),
                claim.fence(),
                claim.holder(),
                claim.path(),
                claim.trace(),
                claim.postedBy(),
                claim.conversation(),
                claim.deadline(),
                null,
                null,
                text(told.path("progress")),
                text(told.path("result")),
                text(told.path("error")),
                claim.createdAt(),
                claim.startedAt(),
                instant(told.path("finished_at")));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .limit(MOST_NAMES)
                .toList();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant instant(JsonNode value) {
        try {
            return value.isString() ? Instant.parse(value.stringValue()) : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static Instant instant(JsonNode value, Instant fallback) {
        Instant read = instant(value);
        return read == null ? fallback : read;
    }
}
