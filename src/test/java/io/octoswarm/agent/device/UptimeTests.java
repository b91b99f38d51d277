package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTests {
    private final FixedMachine machine = new FixedMachine();
    private final Uptime uptime = new Uptime(machine, FixedMachine.clock());

    @Test
    void saysItAsTheDocumentationDoes() {
        assertThat(uptime.answer("What's the server uptime?"))
                .isEqualTo("Server uptime: 47 days. Last restart: Jan 2.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S      | less than a minute  | Feb 18 at 12:00
            PT59S     | less than a minute  | Feb 18 at 11:59
            PT1M      | 1 minute            | Feb 18 at 11:59
            PT42M     | 42 minutes          | Feb 18 at 11:18
            PT2H      | 2 hours             | Feb 18 at 10:00
            PT3H12M   | 3 hours 12 minutes  | Feb 18 at 08:48
            PT23H59M  | 23 hours 59 minutes | Feb 17 at 12:01
            P1D       | 1 day               | Feb 17
            P48DT13H  | 48 days             | Dec 31, 2025
            P3000D    | 3000 days           | Dec 2, 2017
            """)
    void namesTheUnitsThatPeopleWould(Duration up, String said, String start) {
        machine.uptime = up;

        assertThat(uptime.answer("uptime")).isEqualTo("Server uptime: " + said + ". Last restart: " + start + ".");
    }

    @Test
    void countsTheDayOfTheRestartInTheZoneOfTheDevice() {
        machine.uptime = Duration.ofHours(30);
        WallClock auckland = FixedMachine.clock(Instant.parse("2026-02-18T19:00:00Z"), ZoneId.of("Pacific/Auckland"));

        assertThat(new Uptime(machine, auckland).answer("uptime")).endsWith("Last restart: Feb 18.");
        assertThat(new Uptime(machine, FixedMachine.clock(auckland.instant(), ZoneId.of("UTC"))).answer("uptime"))
                .endsWith("Last restart: Feb 17.");
    }
}
