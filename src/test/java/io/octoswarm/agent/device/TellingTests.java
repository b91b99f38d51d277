package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellingTests {
    @Test
    void saysWhatCannotBeReadAndThrowsNothing() {
        Skill broken = new Telling("broken", "a reading that fails", Topic.of("broken")) {
            @Override
            String tell(String question) {
                throw new NotReadable("the memory", new UnsatisfiedLinkError("/tmp/jna: noexec"));
            }
        };

        assertThat(broken.answer("broken"))
                .isEqualTo("I cannot read the memory of this device: the native library for it does not load here.");
    }
}
