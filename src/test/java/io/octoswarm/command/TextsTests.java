package io.octoswarm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTests {
    @Test
    void columnsStandUnderOneAnother() {
        assertThat(Table.of(List.of(List.of("pi", "online", "x"), List.of("sentinel", "offline", "y"))))
                .isEqualTo("pi        online   x\nsentinel  offline  y");
    }

    @Test
    void rowsMayBeShortAndLinesEndWithoutBlanks() {
        assertThat(Table.of(List.of(List.of("a"), List.of("long one", "b"), List.of("c", ""))))
                .isEqualTo("a\nlong one  b\nc");
        assertThat(Table.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "86399, 23 h",
        "86400, 1 day",
        "172799, 1 day",
        "172800, 2 days",
        "4060800, 47 days",
        "-5, 0 s"
    })
    void timesAreToldInTheLargestUnitThatFits(long seconds, String text) {
        assertThat(Ago.length(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void whatNeverWasIsToldSo() {
        assertThat(Ago.text(null, Instant.EPOCH)).isEqualTo("never");
        assertThat(Ago.text(Instant.EPOCH, Instant.EPOCH.plusSeconds(61))).isEqualTo("1 min ago");
    }
}
