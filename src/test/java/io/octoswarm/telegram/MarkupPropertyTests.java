package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.TelegramHtml;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a model writes: Telegram takes each message that is made of it, and all of them together say the whole text,
 * each character once.
 */
class MarkupPropertyTests {
    private static final List<String> SIGNS = List.of(
            "*",
            "**",
            "***",
            "_",
            "__",
            "`",
            "``",
            "```",
            "```java\n",
            "~~~\n",
            "# ",
            "## ",
            "> ",
            ">> ",
            "- ",
            "1. ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "  \n",
            "\\",
            "[",
            "](",
            "](http://a.b/c?d=e&f=g)",
            "](javascript:x)",
            "](tg://user?id=1)",
            "![",
            "<b>",
            "</b>",
            "<a href=\"",
            "<script>",
            "<!--",
            "&lt;",
            "&amp;",
            "&#65;",
            "&",
            "<",
            ">",
            "\"",
            "'",
            "| a | b |\n|---|---|\n| c | d |\n",
            "|",
            "---\n",
            "===\n",
            "🚀",
            "é",
            "哨兵",
            "\u0000",
            "\u200b",
            "\ud83d",
            "\ude80",
            "https://x.y/z",
            "@name",
            "/command",
            "a",
            "word ",
            "tekst",
            " ",
            ".");

    @Provide
    Arbitrary<String> markdown() {
        Arbitrary<String> sign = Arbitraries.of(SIGNS);
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(8);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, sign), net.jqwik.api.Tuple.of(1, anything))
                .list()
                .ofMaxSize(120)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> longMarkdown() {
        return markdown()
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .flatMap(parts -> Arbitraries.integers()
                        .between(1, 60)
                        .map(times ->
                                parts.stream().map(part -> part.repeat(times)).collect(Collectors.joining("x"))));
    }

    @Property(tries = 2_000)
    void everyMessageIsOneThatTelegramTakes(@ForAll("markdown") String markdown) {
        check(markdown);
    }

    @Property(tries = 300)
    void aLongTextIsCutWithoutLosingOrDoublingACharacter(@ForAll("longMarkdown") String markdown) {
        check(markdown);
    }

    @Property(tries = 500)
    void plainTextIsSaidAsItIs(@ForAll("longMarkdown") String text) {
        String said = Pieces.of(Markup.runs(Plain.escaped(text))).stream()
                .map(Pieces.Piece::plain)
                .collect(Collectors.joining());

        assertThat(letters(said)).isEqualTo(letters(cleaned(text)));
    }

    @Example
    void aTextOfHostileDepthIsStillSaid() {
        check(">".repeat(20_000) + "deep");
        check("*a **b ".repeat(5_000));
        check("[".repeat(10_000) + "x" + "](http://a.b)".repeat(500));
        check("- ".repeat(3_000) + "x");
    }

    private static void check(String markdown) {
        List<Run> runs = Markup.runs(markdown);
        List<Pieces.Piece> pieces = Pieces.of(runs);
        String whole = runs.stream().map(Run::text).collect(Collectors.joining());
        for (Pieces.Piece piece : pieces) {
            assertThat(piece.plain()).isNotBlank().hasSizeLessThanOrEqualTo(Pieces.LONGEST);
            assertThat(TelegramHtml.shown(piece.html())).isEqualTo(piece.plain());
            assertThat(hasHalfCharacter(piece.plain())).isFalse();
        }
        String said = pieces.stream().map(Pieces.Piece::plain).collect(Collectors.joining());
        if (said.length() == whole.length()) {
            assertThat(said).isEqualTo(whole);
        } else { // pieces of blanks alone are left out: Telegram refuses them
            assertThat(letters(said)).isEqualTo(letters(whole));
        }
    }

    private static boolean hasHalfCharacter(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static String letters(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cf}]+", "");
    }

    private static String cleaned(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}", "");
    }
}
