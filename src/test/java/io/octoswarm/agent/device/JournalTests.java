package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.LogReading.Read;
import io.octoswarm.agent.device.LogReading.Unread;
import io.octoswarm.agent.program.Outcome;
import io.octoswarm.agent.program.Outcome.Finished;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTests {
    private static final Duration DAY = Duration.ofDays(1);

    private final FakePrograms programs = new FakePrograms();
    private final Journal journal = new Journal(programs);

    @Test
    void readsTheErrorsOfTheLastDayAndNothingElse() {
        programs.prints("journalctl", """
                2026-02-18T11:02:11+0000 sshd[812]: fatal: no hostkeys
                2026-02-18T13:00:00+0200 kernel: oops
                    a second line of it
                -- Boot 0123456789abcdef --
                """);

        Read read = (Read) journal.errors(DAY);

        assertThat(read.newestFirst())
                .containsExactly(
                        new LogReading.LogLine(Instant.parse("2026-02-18T11:02:11Z"), "sshd[812]: fatal: no hostkeys"),
                        new LogReading.LogLine(Instant.parse("2026-02-18T11:00:00Z"), "kernel: oops"));
        assertThat(read.more()).isFalse();
        assertThat(read.limitation()).isEmpty();
        assertThat(programs.runs.get(0))
                .startsWith("journalctl")
                .contains("--priority=err", "--since=-86400s", "--no-pager");
    }

    @Test
    void findsNoErrorsInAJournalWithoutAny() {
        programs.prints("journalctl", "-- No entries --\n");

        assertThat(journal.errors(DAY)).isEqualTo(new Read(java.util.List.of(), false, Optional.empty()));
    }

    @Test
    void doesNotTakeAMissingJournalForACleanOne() {
        programs.on(
                "journalctl",
                new Finished("journalctl", 0, "-- No entries --\n", "No journal files were found.\n", false));

        assertThat(journal.errors(DAY)).isEqualTo(new Unread("the journal is empty or may not be read by this user"));
    }

    @Test
    void doesNotTakeAForbiddenJournalForACleanOne() {
        programs.on(
                "journalctl",
                new Finished(
                        "journalctl", 1, "", "No journal files were opened due to insufficient permissions.\n", false));

        assertThat(journal.errors(DAY)).isEqualTo(new Unread("this user may not read the journal"));
    }

    @Test
    void saysWhenOnlyAPartMayBeRead() {
        programs.on(
                "journalctl",
                new Finished(
                        "journalctl",
                        0,
                        "-- No entries --\n",
                        "Hint: You are currently not seeing messages from other users and the system.\n",
                        false));

        assertThat(((Read) journal.errors(DAY)).limitation())
                .contains("the part of the journal that this user may read");
    }

    @Test
    void saysWhichToolIsMissingOrFailed() {
        assertThat(journal.errors(DAY)).isEqualTo(new Unread("journalctl is not installed"));

        programs.fails("journalctl", 3, "\nFailed to \u001B[31mparse\n");
        assertThat(journal.errors(DAY)).isEqualTo(new Unread("journalctl failed with exit code 3 (Failed to parse)"));
    }

    @Test
    void saysWhenTheToolHangs() {
        programs.on("journalctl", new Outcome.TimedOut("journalctl", Duration.ofSeconds(5)));

        assertThat(journal.errors(DAY)).isEqualTo(new Unread("journalctl took longer than 5 seconds"));
    }

    @Test
    void knowsThatThereWasMoreThanItRead() {
        programs.on("journalctl", new Finished("journalctl", 0, "2026-02-18T11:02:11+0000 a: b\n", "", true));

        assertThat(((Read) journal.errors(DAY)).more()).isTrue();
    }
}
