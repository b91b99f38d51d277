package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTests {
    @Test
    void leavesPlainTextAsItIs() {
        assertThat(Line.of("größe 10 µs 漢字", 100)).isEqualTo("größe 10 µs 漢字");
    }

    @Test
    void makesOneLineWithoutHiddenCharacters() {
        assertThat(Line.of(" a\r\n\tb\u0000c\u001B[1;31md\u202Ee\u2028f ", 100)).isEqualTo("a b cd e f");
    }

    @Test
    void cutsBetweenCharactersNotInsideThem() {
        assertThat(Line.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Line.of("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Line.of("abcd\uD83D\uDC19\uD83D\uDC19", 6)).isEqualTo("abcd…");
    }
}
