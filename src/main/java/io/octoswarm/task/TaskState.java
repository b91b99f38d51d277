package io.octoswarm.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    private Set<TaskState> next() {
        return switch (this) {
            case PENDING -> Set.of(RUNNING, CANCELLED);
            case RUNNING -> Set.of(PENDING, PAUSED, COMPLETED, FAILED, CANCELLED);
            case PAUSED -> Set.of(PENDING, CANCELLED);
            case COMPLETED, FAILED, CANCELLED -> Set.of();
        };
    }

    /** Whether a task may go from here to there in one step. */
    public boolean canBecome(TaskState other) {
        return next().contains(other);
    }

    /** Whether nothing more happens to the task. */
    public boolean ended() {
        return next().isEmpty();
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
