package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceVectorsTests {
    private static final SentenceVectors SENTENCES = MeaningData.load().sentences();

    @ParameterizedTest
    @ValueSource(strings = {"restaurants", "hotel", "account balance", "exchange rate", "email", "delete the alarm"})
    void anEnglishTagIsEnglishAlsoWhereAnotherLanguageHasTheWord(String tag) {
        assertThat(SENTENCES.of(tag).language()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({
        "de,Wie wird das Wetter morgen in Berlin?",
        "fr,Quel temps fera-t-il demain à Paris ?",
        "es,¿Qué tiempo hará mañana en Madrid?",
        "it,Che tempo farà domani a Roma?",
        "pt,Como vai estar o tempo amanhã em Lisboa?",
        "nl,Wat voor weer wordt het morgen in Utrecht?"
    })
    void aSentenceIsReadInItsOwnLanguage(String language, String sentence) {
        assertThat(SENTENCES.of(sentence).language()).isEqualTo(language);
    }

    @Test
    void countsTheWordsThatNoLanguageHas() {
        assertThat(SENTENCES.of("the weather tomorrow").unknown()).isZero();
        assertThat(SENTENCES.of("the xqzzt vrrblk tomorrow").unknown()).isEqualTo(0.5);
        assertThat(SENTENCES.of("?!").unknown()).isEqualTo(1);
    }

    @Test
    void aTextOfNothingPointsNowhere() {
        assertThat(SENTENCES.of("").vector()).containsOnly(0);
    }
}
