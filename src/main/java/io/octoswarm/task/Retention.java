package io.octoswarm.task;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the board from growing for ever: what ended long ago, and the oldest of too much, is removed. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final TaskBoard board;
    private final TaskSettings settings;

    Retention(TaskBoard board, TaskSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    void forget() {
        board.forgetLanes();
        int removed = board.forget(settings.keepDays(), settings.keepMegabytes() * 1_000_000L);
        if (removed > 0) {
            log.info("{} tasks that ended long ago were removed from the board.", removed);
        }
    }
}
