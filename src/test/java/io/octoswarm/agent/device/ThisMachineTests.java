package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.program.LocalPrograms;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every skill once on the machine that runs the tests, whatever it has and lacks. */
@Timeout(120)
class ThisMachineTests {
    private final Machine machine = new OshiMachine();
    private final WallClock clock = new WallClock(Clock.systemUTC());
    private final List<Skill> skills = AllSkills.of(machine, new LocalPrograms(), clock);

    @Test
    @EnabledOnOs(OS.LINUX)
    void agreesWithTheKernelOnTheUptime() throws Exception {
        double seconds =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);

        assertThat((double) machine.uptime().toSeconds()).isBetween(seconds - 60, seconds + 60);
        assertThat(answer("uptime"))
                .matches(
                        "Server uptime: [a-z\\d ]+\\. Last restart: [A-Z][a-z]{2} \\d{1,2}(, \\d{4})?( at \\d\\d:\\d\\d)?\\.");
    }

    @Test
    void tellsAPlausibleLoad() {
        assertThat(number("load", "The CPU is (\\d+) % busy")).isBetween(0.0, 100.0);
        assertThat(number("load", "on (\\d+) cores?"))
                .isBetween(1.0, 4.0 * Runtime.getRuntime().availableProcessors() + 4096);
        assertThat(answer("temperature"))
                .matches("I have no temperature sensor here\\.|The CPU temperature is \\d{1,3} °C\\.");
    }

    @Test
    void measuresTheLoadAgainFromTheLastSample() {
        machine.busy();

        assertThat(machine.busy()).isBetween(0.0, 1.0);
        assertThat(machine.processes()).isNotEmpty();
        assertThat(machine.processes())
                .allSatisfy(process -> assertThat(process.cpu()).isBetween(0.0, 10_000.0));
    }

    @Test
    void tellsPlausibleMemory() {
        assertThat(number("memory", "\\((\\d+) %\\)")).isBetween(0.0, 100.0);
        assertThat(machine.memory().total()).isGreaterThan(Runtime.getRuntime().totalMemory() / 2);
        assertThat(machine.memory().available()).isBetween(0L, machine.memory().total());
    }

    @Test
    void tellsPlausibleDisks() {
        assertThat(number("disks", "is (\\d+) % full")).isBetween(0.0, 100.0);
    }

    @Test
    void findsThisVeryProcess() {
        assertThat(machine.processes())
                .anySatisfy(process -> assertThat((long) process.id())
                        .isEqualTo(ProcessHandle.current().pid()));
        assertThat(answer("processes")).matches("Using the most CPU: .+ \\(process \\d+\\) \\d+ %.*");
    }

    @Test
    void tellsOnlyAddressesThatThisMachineHas() throws Exception {
        List<String> known = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .toList();
        Matcher ipv4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+").matcher(answer("network"));

        assertThat(answer("network")).matches("(Network addresses of|This device,) .*\\.");
        while (ipv4.find()) {
            assertThat(known).contains(ipv4.group());
        }
    }

    @Test
    void saysSomethingTrueOfTheLogs() {
        assertThat(answer("logs"))
                .matches("No errors in .*|(More than )?\\d+ errors? in the logs of the last 24 hours, .*"
                        + "|I cannot read the logs here: .*\\.");
    }

    @Test
    void doesNotKnowAServiceThatNobodyHas() {
        String answer = skill("services").answer("is surely-no-such-thing running?");

        assertThat(answer)
                .matches("There is no service named surely-no-such-thing here\\."
                        + "|I cannot ask for services here: .* No process named surely-no-such-thing is running either\\."
                        + "|I know no tool .*");
    }

    @Test
    void tellsTheTime() {
        ZonedDateTime before = clock.now().minusMinutes(2);
        Matcher time = Pattern.compile("It is (\\d\\d):(\\d\\d) on \\w+, \\w+ \\d+, (\\d{4}) \\(.+\\)\\.")
                .matcher(answer("date and time"));

        assertThat(time.matches()).isTrue();
        ZonedDateTime said =
                clock.now().withHour(Integer.parseInt(time.group(1))).withMinute(Integer.parseInt(time.group(2)));
        assertThat(Duration.between(before, said).toHours() % 24).isZero();
    }

    private double number(String name, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(answer(name));
        assertThat(matcher.find()).as(answer(name)).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private String answer(String name) {
        if (name.equals("temperature")) {
            return skill("load").answer("temperature");
        }
        return skill(name).answer(name);
    }

    private Skill skill(String name) {
        return skills.stream()
                .filter(skill -> skill.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
