package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTests {
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Standstill standstill = new Standstill(clock::get);

    private boolean after(long millis) {
        clock.addAndGet(millis);
        boolean over = standstill.isOver();
        standstill.rest();
        return over;
    }

    @Test
    void aLookEverySecondIsNone() {
        assertThat(after(1_000)).isFalse();
        assertThat(after(1_000)).isFalse();
        assertThat(after(3_500)).as("a busy machine").isFalse();
    }

    @Test
    void aLidThatWasShutIsOneAndIsToldOnce() {
        assertThat(after(17_000)).isTrue();
        assertThat(after(1_000)).isFalse();
    }

    @Test
    void aClockThatIsSetIsOneInBothDirections() {
        assertThat(after(3_600_000)).isTrue();
        assertThat(after(-3_600_000)).isTrue();
        assertThat(after(1_000)).isFalse();
    }
}
