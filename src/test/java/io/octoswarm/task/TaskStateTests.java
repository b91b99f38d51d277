package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStateTests {
    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(TaskState state) {
        assertThat(TaskState.parse(state.text())).contains(state);
        assertThat(TaskState.parse(" " + state.name() + " ")).contains(state);
    }

    @Test
    void theWordsAreThoseOfTheWire() {
        assertThat(TaskState.ALLOWED).isEqualTo("pending, running, paused, completed, failed, cancelled");
        assertThat(Priority.refusal("x"))
                .isEqualTo("There is no priority \"x\"; allowed are: low, normal, high, urgent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "0", "canceled"})
    void otherWordsAreNoStates(String text) {
        assertThat(TaskState.parse(text)).isEmpty();
        assertThat(Priority.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swarm-1f0c9a2b", "swarm-00000000", "swarm-ffffffff"})
    void anIdIsSwarmAndEightHexadecimalDigits(String id) {
        assertThat(Task.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "swarm-",
                "swarm-1f0c9a2",
                "swarm-1f0c9a2b0",
                "swarm-1F0C9A2B",
                "swarm-1f0c9a2g",
                "task-1f0c9a2b",
                "swarm-1f0c9a2b\n",
                " swarm-1f0c9a2b",
                "' or 1=1 --"
            })
    void anythingElseIsNone(String id) {
        assertThat(Task.isId(id)).isFalse();
    }
}
