package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.octoswarm.telegram.BotFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTests {
    private static final long GROUP = -1001234567890L;
    private static final long PERSON = 7;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong();
    private final Pace pace = new Pace(20, nanos::get);

    /** The seconds at which so many messages go that are all there at once. */
    private List<Long> times(long chat, int messages) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            times.add(say(chat, () -> Duration.ofNanos(nanos.get()).toSeconds()));
        }
        return times;
    }

    private <T> T say(long chat, Pace.Call<T> call) throws Exception {
        nanos.addAndGet(pace.pause(chat).toNanos());
        assertThat(pace.pause(chat)).isZero();
        return pace.counted(chat, call);
    }

    private long pass(Duration time) {
        return nanos.addAndGet(time.toNanos());
    }

    @Test
    void aGroupGetsAMessageASecondAndTwentyAMinute() throws Exception {
        List<Long> times = times(GROUP, 61);

        assertThat(times.subList(0, 20)).containsExactlyElementsOf(seconds(0, 19));
        assertThat(times.subList(20, 40)).containsExactlyElementsOf(seconds(60, 79));
        assertThat(times.get(60)).isEqualTo(180);
    }

    @Test
    void aPersonGetsAMessageASecond() throws Exception {
        assertThat(times(PERSON, 40)).containsExactlyElementsOf(seconds(0, 39));
    }

    @Test
    void oneChatDoesNotWaitForAnother() throws Exception {
        times(GROUP, 20);

        assertThat(pace.pause(PERSON)).isZero();
    }

    /** Telegram counts when a message arrives: after half of the way there and back, be that long or short. */
    @Test
    void howeverLongTheWayIsNoMoreArriveThanTelegramTakes() throws Exception {
        Random random = new Random(1);
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Duration half = Duration.ofMillis(random.nextInt(2_500));
            arrivals.add(say(GROUP, () -> {
                long arrival = pass(half);
                pass(half);
                return arrival;
            }));
        }

        for (int i = 1; i < arrivals.size(); i++) {
            assertThat(Duration.ofNanos(arrivals.get(i) - arrivals.get(i - 1))).isGreaterThanOrEqualTo(SECOND);
            assertThat(Duration.ofNanos(arrivals.get(i) - arrivals.get(Math.max(0, i - 20))))
                    .isGreaterThanOrEqualTo(i < 20 ? SECOND : Duration.ofMinutes(1));
        }
    }

    @Test
    void whatMayHaveArrivedCountsAndWhatSurelyDidNotDoesNot() throws Exception {
        assertThatThrownBy(() -> say(GROUP, failing(Kind.NOT_SENT))).isInstanceOf(BotFailure.class);
        assertThat(pace.pause(GROUP)).isZero();

        assertThatThrownBy(() -> say(GROUP, failing(Kind.UNCLEAR))).isInstanceOf(BotFailure.class);
        assertThat(pace.pause(GROUP)).isEqualTo(SECOND);
    }

    private static Pace.Call<Void> failing(Kind kind) {
        return () -> {
            throw new BotFailure(kind, "it cut the connection");
        };
    }

    @Test
    void nothingGoesBeforeTelegramSaysSo() throws Exception {
        pace.hold(GROUP, Duration.ofSeconds(37));

        assertThat(pace.pause(GROUP)).isEqualTo(Duration.ofSeconds(37));
        assertThat(times(GROUP, 2)).containsExactly(37L, 38L);
    }

    private static List<Long> seconds(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
