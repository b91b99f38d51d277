package io.octoswarm.agent.device;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The time as people of this device's place read it. Thread-safe. */
@Component
final class WallClock {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Clock clock;
    private final ZoneId zone;

    @Autowired
    WallClock(Clock clock) {
        this(clock, ZoneId.systemDefault());
    }

    WallClock(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    Instant instant() {
        return clock.instant();
    }

    String zone() {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }

    /** "Jan 2", or "Jan 2, 2019" when it is not of this year. */
    String day(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return time.format(time.getYear() == now().getYear() ? DAY : DAY_AND_YEAR);
    }

    /** "14:02" for today, else with the day before it: "Jan 2 at 14:02". */
    String time(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        boolean today = time.toLocalDate().equals(now().toLocalDate());
        return today ? time.format(TIME) : day(instant) + " at " + time.format(TIME);
    }

    /** "at 14:02" for today, else "on Jan 2 at 14:02". */
    String when(Instant instant) {
        return (time(instant).length() == 5 ? "at " : "on ") + time(instant);
    }

    /** "Jan 2 at 14:02", today too. */
    String dayAndTime(Instant instant) {
        return day(instant) + " at " + instant.atZone(zone).format(TIME);
    }
}
