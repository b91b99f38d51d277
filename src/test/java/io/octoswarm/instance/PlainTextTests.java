package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTests {
    @Test
    void takesControlAndFormatCharactersOut() {
        assertThat(PlainText.of(" a\r\n\tb\u0000c\u202Ed\u2028e\uD800 ", 20)).isEqualTo("a b c d e");
        assertThat(PlainText.of("c\u001B[1;31md", 20)).isEqualTo("cd");
        assertThat(PlainText.of("größe 10 µs 漢字", 20)).isEqualTo("größe 10 µs 漢字");
    }

    @Test
    void aTextForATerminalKeepsItsLinesAndNothingThatATerminalObeys() {
        assertThat(PlainText.printable("a\tb\n\u001B[31mred\u009B31m \u202Eevil\u0007 👩\u200D🔧 größe"))
                .isEqualTo("a\tb\n[31mred31m evil 👩\u200D🔧 größe");
    }

    @Test
    void marksWhatItCuts() {
        assertThat(PlainText.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.of("abcdefg", 6)).isEqualTo("abcdef...");
        assertThat(PlainText.of("x".repeat(1_000_000), 6)).isEqualTo("xxxxxx...");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(PlainText.of("🙂🙂🙂", 2)).isEqualTo("🙂🙂...");
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a b, a and b", "a b c, 'a, b and c'"})
    void listsAsPeopleDo(String words, String listed) {
        assertThat(PlainText.listed(List.of(words.split(" ")))).isEqualTo(listed);
    }
}
