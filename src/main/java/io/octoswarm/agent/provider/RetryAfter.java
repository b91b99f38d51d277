package io.octoswarm.agent.provider;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a server wants to be left alone: RFC 9110, 10.2.3, seconds or a date; and OpenAI's milliseconds. */
final class RetryAfter {
    private RetryAfter() {}

    /** Null where it tells nothing that can be read. */
    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        try {
            String millis = headers.firstValue("retry-after-ms").orElse("");
            if (millis.matches("\\d{1,9}")) {
                return Duration.ofMillis(Long.parseLong(millis));
            }
            String after = headers.firstValue("retry-after").orElse("").strip();
            if (after.isEmpty()) {
                return null;
            }
            return after.matches("\\d{1,9}(\\.\\d{1,9})?")
                    ? Duration.ofMillis((long) (Double.parseDouble(after) * 1000))
                    : positive(Duration.between(now, ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
