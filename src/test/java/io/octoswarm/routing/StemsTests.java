package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StemsTests {
    @ParameterizedTest
    @CsvSource({
        "translate, Translation",
        "monitor, MONITORING",
        "log, logs",
        "c++, C++",
        "home automation, home_automation",
        "home automation, Home-Automations",
        "server, ｓｅｒｖｅｒ",
        "server, server’s"
    })
    void formsOfAWordShareTheirStem(String one, String other) {
        assertThat(Stems.of(one).keySet())
                .isNotEmpty()
                .isEqualTo(Stems.of(other).keySet());
    }

    @ParameterizedTest
    @CsvSource({"news, new", "general, generate", "c++, c#", "c++, c", "community, communication"})
    void differentWordsDoNot(String one, String other) {
        assertThat(Stems.of(one).keySet())
                .isNotEmpty()
                .isNotEqualTo(Stems.of(other).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "it", "the", "What can you do?", "...", "\u0000\u0007\u001b"})
    void textsWithoutASubjectHaveNone(String text) {
        assertThat(Stems.of(text)).isEmpty();
    }

    @Test
    void tellsTheWordAsItWasWritten() {
        assertThat(Stems.of("Check the Servers' LOGS, the logs!"))
                .containsValues("LOGS")
                .doesNotContainValue("logs")
                .containsKey("log");
    }

    @Test
    void pairsTheCharactersOfJapanese() {
        assertThat(Stems.of("音楽をかけて").keySet()).contains("音楽").doesNotContain("音");
    }

    @Test
    void readsTenThousandWordsAndNoMore() {
        String words = IntStream.range(0, 12_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

        assertThat(Stems.of(words)).hasSize(10_000).containsKey("w9999").doesNotContainKey("w10000");
    }

    @Test
    void staysBoundedOnOneEndlessWord() {
        assertThat(Stems.of("x".repeat(3_000_000)).size()).isLessThan(1_000);
    }

    @Test
    void survivesHalfACharacterAtTheBound() {
        assertThat(Stems.of("logs" + " ".repeat(99_995) + "\uD83D\uDE00")).containsKey("log");
    }
}
