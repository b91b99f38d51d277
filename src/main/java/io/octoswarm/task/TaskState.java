package io.octoswarm.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a task stands. */
public enum TaskState {
    PENDING,
    RUNNING,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The names that are allowed, for messages. */
    public static final String ALLOWED =
            Arrays.stream(values()).map(TaskState::text).collect(Collectors.joining(", "));

    /** Whether nothing more happens to the task. */
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** As it stands on the wire and on the board. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TaskState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
