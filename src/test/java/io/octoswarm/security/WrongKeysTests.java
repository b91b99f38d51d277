package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.instance.Deed;
import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is told of wrong keys. What they cost: {@link EntranceTests}. */
@ExtendWith(OutputCaptureExtension.class)
class WrongKeysTests {
    private static final String NEIGHBOUR = "192.168.1.20";

    private final SettableClock clock = new SettableClock();
    private final List<Object> deeds = new ArrayList<>();
    private final WrongKeys wrongKeys = new WrongKeys(clock::nanoTime, deeds::add, Duration.ZERO);

    @Test
    void aPeerWithAnOldKeyIsToldOfAtOnceAndThenOnceAnHour(CapturedOutput output) {
        for (int i = 0; i < 1800; i++) {
            wrongKeys.shown(NEIGHBOUR);
            clock.forward(Duration.ofSeconds(2));
        }
        assertThat(deeds).containsExactly(new Deed(NEIGHBOUR, "show a key", "", "refused"));

        wrongKeys.shown(NEIGHBOUR);

        assertThat(deeds)
                .containsExactly(
                        new Deed(NEIGHBOUR, "show a key", "", "refused"),
                        new Deed(NEIGHBOUR, "show a key", "", "refused, 1800 times"));
        assertThat(output.toString().lines().filter(line -> line.contains("WrongKeys")))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("A wrong key was shown by 192.168.1.20."),
                        second -> assertThat(second)
                                .endsWith("Wrong keys were shown by 192.168.1.20, 1800 since the last such line."));
    }

    @Test
    void eachAddressIsToldOf() {
        wrongKeys.shown(NEIGHBOUR);
        wrongKeys.shown("192.168.1.21");

        assertThat(deeds).hasSize(2);
    }

    /** A device may take another of 2^64 addresses for each guess. */
    @Test
    void inIpv6ANetworkIsToldOfOnce() {
        wrongKeys.shown("2001:db8:0:1::1");
        wrongKeys.shown("2001:db8:0:1::2");

        assertThat(deeds).hasSize(1);
    }
}
