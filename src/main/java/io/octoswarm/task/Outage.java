package io.octoswarm.task;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log once that the board cannot be used, and once that it can be again. Thread-safe. */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private final AtomicBoolean lasts = new AtomicBoolean();

    /** @param what cannot be done meanwhile: "read", "written" */
    Outage(String what) {
        this.what = what;
    }

    boolean lasts() {
        return lasts.get();
    }

    void begins(String reason) {
        if (lasts.compareAndSet(false, true)) {
            log.error("The task board cannot be {}: {}", what, reason);
        }
    }

    void ends() {
        if (lasts.get() && lasts.compareAndSet(true, false)) {
            log.info("The task board can be {} again.", what);
        }
    }
}
