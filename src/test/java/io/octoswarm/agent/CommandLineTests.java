package io.octoswarm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {
    @Test
    void splitsAtWhiteSpaceAndKeepsTogetherWhatIsQuoted() {
        assertThat(words("claude  -p\t--model 'a b' \"c \\\"d\\\" \\x\" e\\ f g'h'\"i\" '' \"\""))
                .containsExactly("claude", "-p", "--model", "a b", "c \"d\" \\x", "e f", "ghi", "", "");
    }

    @Test
    void knowsNothingElseOfAShell() {
        assertThat(words("sh -c $(id) | `x` > *.txt; $HOME ~"))
                .containsExactly("sh", "-c", "$(id)", "|", "`x`", ">", "*.txt;", "$HOME", "~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude 'p", "claude \"p", "claude \"p\\\"", "claude \\", " ", "''", "{prompt}"})
    void refusesWhatHasAnOpenQuoteOrNoProgram(String line) {
        assertThatThrownBy(() -> CommandLine.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsThePromptWhereItsPlaceIs() {
        CommandLine line = CommandLine.parse("x --prompt={prompt} 'and {prompt}'");

        assertThat(line.takesArgument()).isTrue();
        assertThat(line.with("a 'b'\n$1")).containsExactly("x", "--prompt=a 'b'\n$1", "and a 'b'\n$1");
        assertThat(CommandLine.parse("x -p").takesArgument()).isFalse();
    }

    @Test
    void passesOnNoNullsAndSaysWhenAPromptIsTooLongForAnArgument() {
        CommandLine line = CommandLine.parse("x {prompt}");

        assertThat(line.with("a\0b")).containsExactly("x", "ab");
        assertThatThrownBy(() -> line.with("ä".repeat(64 * 1024)))
                .isInstanceOf(CannotAnswer.class)
                .hasMessageContaining("too long for an argument of x");
        assertThat(CommandLine.parse("x").with("ä".repeat(64 * 1024))).containsExactly("x");
    }

    @Test
    void printsItsProgramAlone() {
        assertThat(CommandLine.parse("curl -H 'Authorization: Bearer secret'")).hasToString("curl");
    }

    private static List<String> words(String line) {
        return CommandLine.parse(line).words();
    }
}
