package io.octoswarm.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PlacesTests {
    private final Places places = new Places(100, "atlas", "questions");

    @Test
    void aFloodOfOneLeavesRoomForOthers() {
        assertThat(taken("flood", () -> taken("second", () -> taken("third", () -> 0))))
                .isGreaterThan(4);
        assertThat(taken("flood", () -> 0)).isEqualTo(80);
    }

    @Test
    void whatIsRefusedIsToldWhenToTryAgain() {
        assertThatThrownBy(() -> endless("flood"))
                .isInstanceOf(Refusal.class)
                .hasMessage("atlas is busy with questions; try again in 5 s.");
    }

    @Test
    void aPlaceIsGivenBackWhateverHappensInIt() {
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> places.in("flood", () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(taken("flood", () -> 0)).isEqualTo(80);
    }

    /** How many places a caller gets at once; with all of them taken, what the innermost work comes to is added. */
    private int taken(String caller, Supplier<Integer> then) {
        try {
            return places.in(caller, () -> 1 + taken(caller, then));
        } catch (Refusal full) {
            return then.get();
        }
    }

    private int endless(String caller) {
        return places.in(caller, () -> endless(caller));
    }
}
