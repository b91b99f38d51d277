package io.octoswarm.telegram;

import java.time.Duration;

/**
 * How long Telegram is waited for when it is asked for news.
 *
 * @param poll how long Telegram holds a question that it has no news for; whole seconds, 1 to 50
 * @param beyond what more an answer may take; when nothing has come by then, the connection is dead
 * @param firstPause before the first repetition of a question that failed; it doubles up to 60 s
 */
record Patience(Duration poll, Duration beyond, Duration firstPause) {
    /** Fit for Telegram's own servers. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(50), Duration.ofSeconds(15), Duration.ofSeconds(1));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 6;

    Duration limit() {
        return poll.plus(beyond);
    }

    /** @param failures how many questions failed one after the other, at least 1 */
    Duration pause(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
