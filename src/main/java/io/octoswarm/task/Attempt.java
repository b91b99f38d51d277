package io.octoswarm.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One claim of a task.
 *
 * @param outcome completed, failed, paused, cancelled, lost, or handed back; null while it goes on
 */
public record Attempt(
        long fence,
        String holder,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {}
