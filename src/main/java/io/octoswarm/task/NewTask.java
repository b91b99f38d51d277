package io.octoswarm.task;

import org.jspecify.annotations.Nullable;

/**
 * What is put on the board.
 *
 * @param idempotencyKey chosen by the caller; the same key gives the same task, however often it is posted; null: none
 */
public record NewTask(
        String text,
        String context,
        Priority priority,
        @Nullable String origin,
        @Nullable String idempotencyKey) {}
