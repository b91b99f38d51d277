package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and rules of W3C's Trace Context. */
class TraceTests {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void theNextStepIsOfTheSameTraceWithASpanOfItsOwn() {
        Trace trace = Trace.parse(GIVEN).orElseThrow();

        assertThat(trace.next())
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .endsWith("-01")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(trace.next()).isNotEqualTo(trace.next());
    }

    @Test
    void aNewTraceIsOneThatOthersCanRead() {
        Trace begun = Trace.begin();

        assertThat(Trace.parse(begun.next()).orElseThrow().id()).isEqualTo(begun.id());
        assertThat(Trace.begin().id()).isNotEqualTo(begun.id());
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThat(Trace.parse(GIVEN.replaceFirst("00", "cc") + "-what-the-future-will-be-like")
                        .orElseThrow()
                        .id())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
            })
    void whatIsOfAnotherFormIsNone(String text) {
        assertThat(Trace.parse(text)).isEmpty();
    }
}
