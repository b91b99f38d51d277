package io.octoswarm.instance;

/**
 * How busy an Octo is.
 *
 * @param running background tasks under way, at least 0
 * @param queued background tasks waiting, at least 0
 * @param capacity background tasks that run at once, at least 0
 */
public record Load(int running, int queued, int capacity) {
    /** An Octo of which nothing is known. */
    public static final Load UNKNOWN = new Load(0, 0, 0);

    /** Work at hand per slot: 0 is idle, 1 is full, more is a queue. */
    public double pressure() {
        return (double) (running + queued) / Math.max(1, capacity);
    }
}
