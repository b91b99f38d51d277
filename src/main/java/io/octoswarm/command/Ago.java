package io.octoswarm.command;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how long ago something was, as people do. */
final class Ago {
    private Ago() {}

    static String text(@Nullable Instant then, Instant now) {
        return then == null ? "never" : length(Duration.between(then, now)) + " ago";
    }

    /** The largest unit that fits, whole: 59 s, 59 min, 23 h, 5 days. */
    static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + (seconds < 172_800 ? " day" : " days");
    }
}
