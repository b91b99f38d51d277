package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTests {
    @Test
    void takesAwayCapitalsAndAccents() {
        assertThat(Words.of("Ölwechsel für Café-Réné")).containsExactly("olwechsel", "fur", "cafe", "-", "rene");
    }

    @Test
    void partsPunctuationAndChineseCharacters() {
        assertThat(Words.of("disk/天气?")).containsExactly("disk", "/", "天", "气", "?");
    }

    @Test
    void leavesOutWhatIsNotSeen() {
        assertThat(Words.of("di\u0000sk\u200b \ud800 full")).containsExactly("disk", "full");
    }

    @Test
    void readsNoMoreThanTheBeginningOfALongText() {
        assertThat(Words.of("word ".repeat(10_000))).hasSize(200);
        assertThat(Words.of("x".repeat(5_000_000))).singleElement().asString().hasSize(2_000);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" \n\t\u00a0")).isEmpty();
    }
}
