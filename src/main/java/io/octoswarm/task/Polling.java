package io.octoswarm.task;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next look at a board that sends no news: about a second after something was found there,
 * longer with every look in vain, with jitter so that many Octos do not look at once. Used by one thread.
 */
final class Polling {
    private static final int FIRST_MILLIS = 1_000;

    /** Shorter than {@link Claims#COURTESY}: what a busier Octo leaves for a moment is to be found within it. */
    private static final int LAST_MILLIS = 1_800;

    private static final int NO_BOARD_MILLIS = 2_000;

    private int millis = NO_BOARD_MILLIS;

    void looked(boolean there, boolean found) {
        millis = !there ? NO_BOARD_MILLIS : found ? FIRST_MILLIS : Math.min(LAST_MILLIS, millis * 3 / 2);
    }

    int millis() {
        return ThreadLocalRandom.current().nextInt(millis * 3 / 4, millis + 1);
    }
}
