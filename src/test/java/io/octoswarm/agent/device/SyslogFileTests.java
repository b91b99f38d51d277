package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.LogReading.LogLine;
import io.octoswarm.agent.device.LogReading.Read;
import io.octoswarm.agent.device.LogReading.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogFileTests {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Path file;
    private SyslogFile log;

    @BeforeEach
    void place() {
        file = folder.resolve("syslog");
        log = new SyslogFile(FixedMachine.clock(), List.of(folder.resolve("absent"), file));
    }

    @Test
    void findsErrorsOfTheLastDayInBothForms() throws IOException {
        Files.writeString(file, """
                Feb 10 09:00:00 pi kernel: error long ago
                Feb 17 18:00:00 pi sshd[3]: error: kex failed
                Feb 18 03:00:00 pi cron[1]: backup done, no errors
                Feb 18 03:30:00 pi app: terrors and alerting are no such words
                2026-02-18T11:00:00.123456+01:00 pi kernel: CRITICAL temperature
                """);

        Read read = (Read) log.errors(DAY);

        assertThat(read.newestFirst())
                .containsExactly(
                        new LogLine(Instant.parse("2026-02-18T10:00:00.123456Z"), "kernel: CRITICAL temperature"),
                        new LogLine(Instant.parse("2026-02-17T18:00:00Z"), "sshd[3]: error: kex failed"));
        assertThat(read.limitation()).isEmpty();
    }

    @Test
    void takesATimeWithoutYearForTheLatestOneThatHasBeen() throws IOException {
        Instant newYear = Instant.parse("2026-01-01T08:00:00Z");
        log = new SyslogFile(FixedMachine.clock(newYear, ZoneId.of("UTC")), List.of(file));
        Files.writeString(file, """
                Dec 30 22:00:00 pi kernel: error before
                Dec 31 22:00:00 pi kernel: error in the old year
                Jan  1 01:00:00 pi kernel: error in the new year
                """);

        assertThat(((Read) log.errors(DAY)).newestFirst())
                .extracting(LogLine::at)
                .containsExactly(Instant.parse("2026-01-01T01:00:00Z"), Instant.parse("2025-12-31T22:00:00Z"));
    }

    @Test
    void saysHowFarBackTheFileReaches() throws IOException {
        Files.writeString(file, "Feb 18 11:02:00 pi cron[1]: rotated\n");

        Read read = (Read) log.errors(DAY);

        assertThat(read.newestFirst()).isEmpty();
        assertThat(read.limitation()).contains(file + ", which I read back to 11:02");
    }

    @Test
    void readsOnlyTheEndOfAHugeFile() throws IOException {
        String line = "Feb 18 11:%02d:00 pi kernel: error number %05d\n";
        StringBuilder lines = new StringBuilder("Feb 10 09:00:00 pi kernel: start\n");
        for (int i = 0; i < 30_000; i++) {
            lines.append(line.formatted(i / 1_000, i));
        }
        Files.writeString(file, lines);

        Read read = (Read) log.errors(DAY);

        assertThat(read.newestFirst().get(0).text()).isEqualTo("kernel: error number 29999");
        assertThat(read.newestFirst()).hasSizeBetween(5_000, SyslogFile.MOST_BYTES / 40);
        assertThat(read.more()).isTrue();
    }

    @Test
    void doesNotTakeAFileThatItCannotReadForACleanOne() throws IOException {
        assertThat(log.errors(DAY)).isEqualTo(new Unread("there is no log file that this user may read"));

        Files.writeString(file, "");
        assertThat(log.errors(DAY)).isEqualTo(new Unread(file + " has no line whose time I can read"));

        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2, '\n', 'e', 'r', 'r', 'o', 'r', '\n'});
        assertThat(log.errors(DAY)).isEqualTo(new Unread(file + " has no line whose time I can read"));

        Files.writeString(file, "Feb 31 29:61:00 pi kernel: error\n2026-02-18T99:99:99+00:00 pi a: error\n");
        assertThat(log.errors(DAY)).isInstanceOf(Unread.class);
    }
}
