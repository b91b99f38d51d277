package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DateAndTimeTests {
    @Test
    void saysTimeDayAndZone() {
        assertThat(new DateAndTime(FixedMachine.clock()).answer("what time is it?"))
                .isEqualTo("It is 12:00 on Wednesday, February 18, 2026 (UTC).");
        assertThat(new DateAndTime(FixedMachine.clock(FixedMachine.NOON, ZoneId.of("Europe/Berlin"))).answer("time"))
                .isEqualTo("It is 13:00 on Wednesday, February 18, 2026 (Europe/Berlin).");
    }
}
