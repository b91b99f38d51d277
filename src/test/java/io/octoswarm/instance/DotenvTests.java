package io.octoswarm.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotenvTests {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A=b                       | b
            A = b                     | b
            export A=b                | b
            A=two words               | two words
            A=c#,java                 | c#,java
            A=b # a comment           | b
            A=b\t# a comment          | b
            A="b # no comment"        | b # no comment
            A='b # no comment'        | b # no comment
            A="b" # a comment         | b
            A='b'# a comment          | b
            A='it is $HOME \\n'       | it is $HOME \\n
            A="say \\"hi\\""          | say "hi"
            A="back\\\\slash"         | back\\slash
            A="a\\dollar"             | a\\dollar
            A=it's                    | it's
            A=x=y=z                   | x=y=z
            A=<bot-token>             | <bot-token>
            A=-100123 # id            | -100123
            """)
    void readsALineAsPythonDotenvDoes(String line, String value) {
        assertThat(parse(line)).containsExactly(Map.entry("A", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=", "A=   ", "A=''", "A=\"\"", "A= # only a comment", "A=# only a comment"})
    void aValueMayBeEmpty(String line) {
        assertThat(parse(line)).containsExactly(Map.entry("A", ""));
    }

    @Test
    void escapesAreKnownBetweenDoubleQuotes() {
        assertThat(parse("A=\"one\\ntwo\\tthree\"")).containsExactly(Map.entry("A", "one\ntwo\tthree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# A=b", "   # A=b", "#"})
    void emptyLinesAndCommentsSayNothing(String line) {
        assertThat(parse(line)).isEmpty();
    }

    @Test
    void aLaterLineWins() {
        assertThat(parse("A=1", "B=2", "A=3")).containsOnly(Map.entry("A", "3"), Map.entry("B", "2"));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreNoPartOfAValue() throws IOException {
        Files.writeString(folder.resolve(".env"), "\uFEFFA=1\r\nB=\"two\"\r\n\r\nC=3 # x\r\n");

        assertThat(Dotenv.read(folder.resolve(".env")))
                .containsOnly(Map.entry("A", "1"), Map.entry("B", "two"), Map.entry("C", "3"));
    }

    @Test
    void noFileIsNoSetting() {
        assertThat(Dotenv.read(folder.resolve(".env"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=\"geheim", "A='geheim", "A=\"geheim\\\"", "A=\"geheim\" behind", "A='ge'heim'"})
    void anUnclosedQuoteIsToldWithItsLineButNotWithTheValue(String line) {
        assertThatThrownBy(() -> parse("# first", line))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(".env line 2 cannot be read: the quote must be closed on the same line, with nothing but a"
                        + " comment behind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "9A=geheim", "A B=geheim", "=geheim", "A: geheim", "export A"})
    void aLineThatIsNoSettingIsToldWithItsNumberButNotWithItsText(String line) {
        assertThatThrownBy(() -> parse("A=1", "", line))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(".env line 3 cannot be read: NAME=value is needed");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Files.write(folder.resolve(".env"), "A=gr\u00fc\u00df".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Dotenv.read(folder.resolve(".env")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageEndingWith(".env cannot be read: a text file in UTF-8 is needed");
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws IOException {
        Files.createDirectory(folder.resolve(".env"));

        assertThatThrownBy(() -> Dotenv.read(folder.resolve(".env")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(".env cannot be read: ");
    }

    private static Map<String, String> parse(String... lines) {
        return Dotenv.parse(".env", List.of(lines));
    }
}
