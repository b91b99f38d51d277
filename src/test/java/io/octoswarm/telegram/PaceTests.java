package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTests {
    private static final long GROUP = -1001234567890L;
    private static final long PERSON = 7;

    private final AtomicLong nanos = new AtomicLong();
    private final Pace pace = new Pace(20, nanos::get);

    /** The seconds at which so many messages go that are all there at once. */
    private List<Long> times(long chat, int messages) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            nanos.addAndGet(pace.pause(chat).toNanos());
            assertThat(pace.pause(chat)).isZero();
            pace.sent(chat);
            times.add(Duration.ofNanos(nanos.get()).toSeconds());
        }
        return times;
    }

    @Test
    void aGroupGetsAMessageASecondAndTwentyAMinute() {
        List<Long> times = times(GROUP, 61);

        assertThat(times.subList(0, 20)).containsExactlyElementsOf(seconds(0, 19));
        assertThat(times.subList(20, 40)).containsExactlyElementsOf(seconds(60, 79));
        assertThat(times.get(60)).isEqualTo(180);
    }

    @Test
    void aPersonGetsAMessageASecond() {
        assertThat(times(PERSON, 40)).containsExactlyElementsOf(seconds(0, 39));
    }

    @Test
    void oneChatDoesNotWaitForAnother() {
        times(GROUP, 20);

        assertThat(pace.pause(PERSON)).isZero();
    }

    @Test
    void nothingGoesBeforeTelegramSaysSo() {
        pace.hold(GROUP, Duration.ofSeconds(37));

        assertThat(pace.pause(GROUP)).isEqualTo(Duration.ofSeconds(37));
        assertThat(times(GROUP, 2)).containsExactly(37L, 38L);
    }

    private static List<Long> seconds(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
