package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.Platform;
import io.octoswarm.agent.device.Machine.RunningProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTests {
    private static final String NO_SYSTEMD =
            "System has not been booted with systemd as init system (PID 1). Can't operate.\n"
                    + "Failed to connect to bus: Host is down\n";

    private final FixedMachine machine = new FixedMachine();
    private final FakePrograms programs = new FakePrograms();
    private final Services services =
            new Services(machine, new Systemd(programs, machine, FixedMachine.clock()), new Launchd(programs));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loaded | active     | running | success   | nginx is running since 09:30.
            loaded | active     | exited  | success   | nginx has done its work and ended without an error at 09:30.
            loaded | reloading  | reload  | success   | nginx is running and reads its settings again.
            loaded | activating | start   | success   | nginx is starting.
            loaded | inactive   | dead    | success   | nginx is not running; it stopped on Jan 2 at 08:00.
            masked | inactive   | dead    | success   | nginx is masked: it is not running and cannot be started.
            loaded | failed     | failed  | exit-code | nginx has failed on Jan 2 at 08:00 (exit-code).
            not-found | inactive | dead   | success   | There is no service named nginx here.
            """)
    void saysTheStateOfAUnit(String load, String active, String sub, String result, String said) {
        programs.prints("systemctl show", """
                Result=%s
                LoadState=%s
                ActiveState=%s
                SubState=%s
                ActiveEnterTimestamp=Wed 2026-02-18 09:30:00 UTC
                InactiveEnterTimestamp=Fri 2026-01-02 08:00:00 UTC
                """.formatted(result, load, active, sub));

        assertThat(services.answer("is nginx running?")).isEqualTo(said);
        assertThat(programs.runs.get(0)).startsWith("systemctl", "show").endsWith("--", "nginx.service");
    }

    @Test
    void leavesOutATimeThatWasNever() {
        programs.prints(
                "systemctl show", "LoadState=loaded\nActiveState=inactive\nSubState=dead\nInactiveEnterTimestamp=\n");

        assertThat(services.answer("status of the nginx service")).isEqualTo("nginx is not running.");
    }

    @Test
    void findsAUnitWrittenInAnotherCase() {
        programs.prints("-- networkmanager.service", "LoadState=not-found\nActiveState=inactive\n")
                .prints("-- NetworkManager.service", "LoadState=loaded\nActiveState=active\nSubState=running\n")
                .prints("list-unit-files", "nginx.service enabled\nNetworkManager.service enabled enabled\n");

        assertThat(services.answer("is networkmanager running?")).isEqualTo("NetworkManager is running.");
    }

    @Test
    void looksForAProcessWhereSystemdDoesNotRun() {
        programs.fails("systemctl", 1, NO_SYSTEMD);
        assertThat(services.answer("is nginx running?"))
                .isEqualTo("I cannot ask for services here: systemd is not running."
                        + " No process named nginx is running either.");

        machine.processes = List.of(new RunningProcess(9, "nginx", 0, 0));
        assertThat(services.answer("is nginx running?"))
                .isEqualTo("I cannot ask for services here: systemd is not running."
                        + " But a process named nginx is running.");
    }

    @Test
    void saysThatSystemctlIsMissing() {
        assertThat(services.answer("is nginx running?"))
                .startsWith("I cannot ask for services here: systemctl is not installed.");
    }

    @Test
    void tellsWhichServicesHaveFailed() {
        programs.prints("--state=failed", "");
        assertThat(services.answer("which services have failed?")).isEqualTo("No service has failed.");

        FakePrograms two = new FakePrograms()
                .prints(
                        "list-units",
                        "backup.service loaded failed failed Backup\nweb.service loaded failed failed Web\n");
        assertThat(new Systemd(two, machine, FixedMachine.clock()).describeFailed())
                .isEqualTo("2 services have failed: backup and web.");
    }

    @Test
    void neverHandsAToolAnythingButAName() {
        for (String question : List.of(
                "is --help running?",
                "is -x running?",
                "service --version status",
                "is `reboot` running; rm -rf / running?",
                "is $(id) running",
                "is a/b running",
                "systemctl status ../x",
                "is " + "a".repeat(200) + " running")) {
            services.answer(question);
        }

        assertThat(programs.runs)
                .flatExtracting(command -> command)
                .doesNotContain("--help", "-x", "--version")
                .noneMatch(word -> word.matches(".*[$`;/(].*") || word.length() > 120);
    }

    @Test
    void looksUpPartsOfLabelsOnAMac() {
        machine.platform = Platform.MACOS;
        programs.prints("launchctl list", """
                PID\tStatus\tLabel
                -\t0\tcom.apple.backupd
                412\t0\tcom.docker.vmnetd
                -\t78\tio.example.web
                """);

        assertThat(services.answer("is docker running?")).isEqualTo("com.docker.vmnetd is running.");
        assertThat(services.answer("is backupd running?")).isEqualTo("com.apple.backupd is not running.");
        assertThat(services.answer("is web running?"))
                .isEqualTo("io.example.web is not running; it ended with exit code 78.");
        assertThat(services.answer("is nginx running?")).isEqualTo("There is no service named nginx here.");
        assertThat(services.answer("which services have failed?"))
                .isEqualTo("1 service ended with an error, for example io.example.web.");
    }

    @Test
    void saysThatItKnowsNoToolElsewhere() {
        machine.platform = Platform.OTHER;

        assertThat(services.answer("is nginx running?"))
                .isEqualTo("I know no tool that tells the state of services on this system.");
    }
}
