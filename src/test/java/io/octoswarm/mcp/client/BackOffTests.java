package io.octoswarm.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.SettableClock;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackOffTests {
    private final SettableClock clock = new SettableClock();
    private final BackOff backOff = new BackOff(clock::nanoTime);

    @Test
    void isOverAsLongAsNothingFailed() {
        assertThat(backOff.isOver()).isTrue();
        assertThat(backOff.secondsLeft()).isZero();
    }

    @Test
    void doublesUpToFiveMinutes() {
        assertThat(LongStream.generate(this::waitAfterAFailure).limit(11))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void beginsAnewAfterAMinuteThatWentWell() {
        waitAfterAFailure();
        waitAfterAFailure();

        backOff.failed(Duration.ofMinutes(1));

        clock.forward(Duration.ofSeconds(1));
        assertThat(backOff.isOver()).isTrue();
    }

    @Test
    void isOverInTimeThoughTheClockIsSetBack() {
        backOff.failed(Duration.ZERO);
        clock.setBack(Duration.ofDays(1));
        clock.forward(Duration.ofMillis(999));
        assertThat(backOff.secondsLeft()).isEqualTo(1);

        clock.forward(Duration.ofMillis(1));

        assertThat(backOff.isOver()).isTrue();
    }

    private long waitAfterAFailure() {
        backOff.failed(Duration.ofSeconds(59));
        long seconds = 0;
        while (!backOff.isOver()) {
            clock.forward(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }
}
