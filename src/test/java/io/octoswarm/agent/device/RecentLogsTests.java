package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.Platform;
import io.octoswarm.agent.program.Outcome.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentLogsTests {
    @TempDir
    Path folder;

    private final FixedMachine machine = new FixedMachine();
    private final FakePrograms programs = new FakePrograms();

    @Test
    void saysNoErrorsAsTheDocumentationDoes() {
        programs.prints("journalctl", "-- No entries --\n");

        assertThat(answer()).isEqualTo("No errors in logs.");
    }

    @Test
    void joinsWithTheUptimeToTheDocumentationsAnswer() {
        programs.prints("journalctl", "-- No entries --\n");
        String question = "check server uptime and recent logs";

        List<String> answers = AllSkills.of(machine, programs, FixedMachine.clock()).stream()
                .filter(skill -> skill.covers(question))
                .map(skill -> skill.answer(question))
                .toList();

        assertThat(String.join(" ", answers))
                .isEqualTo("Server uptime: 47 days. Last restart: Jan 2. No errors in logs.");
    }

    @Test
    void countsErrorsAndTellsTheLatest() {
        programs.prints("journalctl", """
                2026-02-18T11:02:11+0000 sshd[812]: fatal: no hostkeys.
                2026-02-18T11:00:11+0000 kernel: disk sda1 slow after 31 s
                2026-02-18T10:00:11+0000 kernel: disk sda1 slow after 72 s
                2026-02-17T22:00:11+0000 app: one
                2026-02-17T21:00:11+0000 app: another
                """);

        assertThat(answer())
                .isEqualTo("5 errors in the logs of the last 24 hours, the latest at 11:02:"
                        + " sshd[812]: fatal: no hostkeys.; kernel: disk sda1 slow after 31 s; app: one.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            any errors in the logs in the last hour?           | 3600   | hour
            errors in the log in the last 10 minutes           | 600    | 10 minutes
            what happened in the logs in the last 24 hours?    | 86400  | 24 hours
            errors in the logs of the past 2 days              | 172800 | 2 days
            any errors in the last week?                       | 604800 | week
            Gab es in der letzten Stunde Fehler im Log?        | 3600   | hour
            Zeig mir die Logs der letzten 30 Minuten           | 1800   | 30 minutes
            errors in the logs of the last 99999 weeks         | 86400  | 24 hours
            errors in the logs of the last 0 minutes           | 86400  | 24 hours
            are there errors in the logs since yesterday?      | 86400  | 24 hours
            """)
    void looksBackAsFarAsTheQuestionSays(String question, String seconds, String words) {
        programs.prints("journalctl", "2026-02-18T11:59:11+0000 app: broke\n");

        assertThat(skill(List.of()).answer(question))
                .isEqualTo("1 error in the logs of the last " + words + ", at 11:59: app: broke.");
        assertThat(programs.runs.get(0)).contains("--since=-" + seconds + "s");
    }

    @Test
    void saysForHowLongThereWereNoErrors() {
        programs.prints("journalctl", "-- No entries --\n");

        assertThat(skill(List.of()).answer("any errors in the logs in the last hour?"))
                .isEqualTo("No errors in the logs of the last hour.");
    }

    @Test
    void namesTheDayOfAnErrorOfYesterday() {
        programs.prints("journalctl", "2026-02-17T22:00:11+0000 app: broke\n");

        assertThat(answer()).isEqualTo("1 error in the logs of the last 24 hours, on Feb 17 at 22:00: app: broke.");
    }

    @Test
    void boundsAndCleansWhatTheLogSays() {
        programs.prints(
                "journalctl",
                "2026-02-18T11:02:11+0000 app: \u001B[31mred\u0007\u202E" + "x".repeat(60_000) + "\n"
                        + "2026-02-18T11:02:10+0000 \u0000\n");

        assertThat(answer())
                .contains("2 errors", ": app: red xxx")
                .hasSizeLessThan(260)
                .matches("[^\\p{Cc}\\p{Cf}]*");
    }

    @Test
    void saysWhenThereWereMoreErrorsThanItCounted() {
        programs.on("journalctl", new Finished("journalctl", 0, "2026-02-18T11:02:11+0000 a: b\n", "", true));

        assertThat(answer()).startsWith("More than 1 error in the logs");
    }

    @Test
    void saysWhenTheLogsCannotBeRead() {
        assertThat(answer()).isEqualTo("I cannot read the logs here: journalctl is not installed.");

        programs.on("journalctl", new Finished("journalctl", 0, "", "No journal files were found.\n", false));
        assertThat(answer())
                .isEqualTo("I cannot read the logs here: the journal is empty or may not be read by this user.");
    }

    @Test
    void saysWhenItSawOnlyAPart() {
        programs.on(
                "journalctl",
                new Finished(
                        "journalctl",
                        0,
                        "-- No entries --\n",
                        "Hint: You are currently not seeing messages from other users and the system.\n",
                        false));

        assertThat(answer()).isEqualTo("No errors in the part of the journal that this user may read.");
    }

    @Test
    void takesTheLogFileWhereThereIsNoJournal() throws IOException {
        Path syslog = Files.writeString(folder.resolve("syslog"), """
                Feb 10 09:00:00 pi kernel: start
                Feb 18 11:02:00 pi kernel: error on sda1
                """);

        assertThat(skill(List.of(syslog)).answer("logs"))
                .isEqualTo("1 error in the logs of the last 24 hours, at 11:02: kernel: error on sda1.");
    }

    @Test
    void asksTheUnifiedLogOnAMac() {
        machine.platform = Platform.MACOS;
        assertThat(answer()).isEqualTo("I cannot read the logs here: log is not installed.");

        programs.prints("log show", "Timestamp                       (process)[PID]\n");
        assertThat(answer()).isEqualTo("No errors in logs.");
        assertThat(programs.runs).allSatisfy(command -> assertThat(command).startsWith("log"));
    }

    private String answer() {
        return skill(List.of()).answer("are there errors in the logs?");
    }

    private RecentLogs skill(List<Path> logFiles) {
        WallClock clock = FixedMachine.clock();
        return new RecentLogs(
                machine, new Journal(programs), new UnifiedLog(programs), new SyslogFile(clock, logFiles), clock);
    }
}
