package io.octoswarm.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownHtmlTests {
    @Test
    void keepsWhatModelsWrite() {
        assertThat(MarkdownHtml.of("**Full**: `/`\n\n- one\n- two"))
                .contains("<strong>Full</strong>: <code>/</code>", "<li>one</li>");
        assertThat(MarkdownHtml.of("| a | b |\n| - | - |\n| 1 | 2 |")).contains("<table>", "<td>1</td>");
    }

    @Test
    void keepsTheLinesOfAnAnswer() {
        assertThat(MarkdownHtml.of("first\nsecond")).contains("first<br>\nsecond");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "[click](javascript:alert(1))",
                "![x](javascript:alert(1))",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](data:text/html,<script>alert(1)</script>)",
                "[x](data:text/html,hello)",
                "![x](data:image/svg+xml,hello)",
                "[x](file:///etc/passwd)",
                "[x](&#1;javascript:alert(1))",
                "![picture](http://192.0.2.1/pixel.png)",
                "[x](http://h/\"onmouseover=\"alert(1))",
            })
    void makesNothingThatActs(String hostile) {
        assertThat(MarkdownHtml.of(hostile))
                .doesNotContain(
                        "<script",
                        "<img",
                        "href=\"javascript",
                        "src=\"javascript",
                        "href=\"data:",
                        "href=\"file:",
                        "data:text/html,<")
                .doesNotContainPattern("<[^>]*\\son[a-z]+=");
    }

    /** Cells that are missing are filled in, a thousand a line. */
    @Test
    void aFewLinesDoNotBecomeAMillionCells() {
        String table = "here:\n\n" + "|a".repeat(900) + "|\n" + "|-".repeat(900) + "|\n" + "|b\n".repeat(1_090);

        assertThat(MarkdownHtml.of(table)).hasSizeLessThan(50_000).startsWith("<pre>");
    }

    @Test
    void survivesNestingWithoutEnd() {
        assertThat(MarkdownHtml.of(">".repeat(50_000))).isNotNull();
        assertThat(MarkdownHtml.of("[".repeat(50_000))).isNotNull();
        assertThat(MarkdownHtml.of("*a ".repeat(20_000))).isNotNull();
    }
}
