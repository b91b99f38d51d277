package io.octoswarm.task;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log once that the board cannot be used, and once that it can be again. Thread-safe. */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /** @param what cannot be done meanwhile: "read", "written" */
    Outage(String what) {
        this.what = what;
    }

    /** Empty: there is none. */
    Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    void begins(String why) {
        if (reason.getAndSet(why) == null) {
            log.error("The task board cannot be {}: {}", what, why);
        }
    }

    void ends() {
        if (reason.get() != null && reason.getAndSet(null) != null) {
            log.info("The task board can be {} again.", what);
        }
    }
}
