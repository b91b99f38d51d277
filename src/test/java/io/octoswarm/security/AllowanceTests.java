package io.octoswarm.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTests {
    private final SettableClock clock = new SettableClock();
    private final Allowance allowance = new Allowance(clock::nanoTime);

    @Test
    void aNumberOfProofsAMinuteAreMadeForAnAddress() {
        for (int i = 0; i < 240; i++) {
            assertThat(allowance.take("10.0.0.2")).isTrue();
        }
        assertThat(allowance.take("10.0.0.2")).isFalse();
        assertThat(allowance.take("10.0.0.3")).isTrue();

        clock.forward(Duration.ofSeconds(61));
        assertThat(allowance.take("10.0.0.2")).isTrue();
    }

    @Test
    void aMillionAddressesTakeNoRoom() {
        for (int i = 0; i < 1_000_000; i++) {
            allowance.take("fd00::" + Integer.toHexString(i));
        }
        assertThat(allowance.size()).isEqualTo(1_000);
    }
}
