package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.LogReading.LogLine;
import io.octoswarm.agent.device.LogReading.Read;
import io.octoswarm.agent.device.LogReading.Unread;
import io.octoswarm.agent.program.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnifiedLogTests {
    private static final Duration DAY = Duration.ofDays(1);

    private final FakePrograms programs = new FakePrograms();
    private final UnifiedLog log = new UnifiedLog(programs);

    @Test
    void readsFaultsNewestFirst() {
        programs.prints("log show", """
                Timestamp                       (process)[PID]
                2026-02-18 10:00:00.123456+0100  localhost kernel[0]: (IOKit) <Fault>: one
                2026-02-18 11:00:00.123456+0100  localhost backupd[77]: (TimeMachine) <Fault>: two
                """);

        assertThat(((Read) log.errors(DAY)).newestFirst())
                .containsExactly(
                        new LogLine(
                                Instant.parse("2026-02-18T10:00:00.123456Z"),
                                "backupd[77]: (TimeMachine) <Fault>: two"),
                        new LogLine(Instant.parse("2026-02-18T09:00:00.123456Z"), "kernel[0]: (IOKit) <Fault>: one"));
    }

    @Test
    void takesTheLastHourWhenADayTakesTooLongAndSaysSo() {
        programs.on("--last 1440m", new Outcome.TimedOut("log", Duration.ofSeconds(15)))
                .prints("--last 60m", "Timestamp                       (process)[PID]\n");

        Read read = (Read) log.errors(DAY);

        assertThat(read.newestFirst()).isEmpty();
        assertThat(read.limitation()).get().asString().startsWith("the logs of the last hour");
    }

    @Test
    void doesNotSearchMoreThanWasAskedFor() {
        programs.on("--last 10m", new Outcome.TimedOut("log", Duration.ofSeconds(15)));

        assertThat(log.errors(Duration.ofMinutes(10))).isEqualTo(new Unread("log took longer than 15 seconds"));
    }

    @Test
    void saysWhatFailed() {
        programs.fails("log show", 64, "log: Could not open local log store: Operation not permitted\n");

        assertThat(log.errors(DAY))
                .isEqualTo(new Unread(
                        "log failed with exit code 64 (log: Could not open local log store: Operation not permitted)"));
    }
}
