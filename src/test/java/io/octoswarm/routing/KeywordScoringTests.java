package io.octoswarm.routing;

import static io.octoswarm.routing.Octos.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.routing.Scoring.Fit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordScoringTests {
    private final KeywordScoring scoring = new KeywordScoring();

    @Test
    void tellsTagAndWords() {
        Fit fit = fit("What's the server uptime?", "research", "monitoring");

        assertThat(fit.tag()).isEqualTo("monitoring");
        assertThat(fit.words()).containsExactly("server", "uptime");
    }

    @Test
    void theTagItselfWeighsMoreThanTwoRelatedWords() {
        assertThat(fit("monitor it", "monitoring").score())
                .isGreaterThan(fit("server uptime", "monitoring").score());
    }

    @Test
    void aPartOfALongerTagWeighsLessThanTheWhole() {
        assertThat(fit("my credit", "credit cards").score())
                .isPositive()
                .isLessThan(fit("my credit card", "credit cards").score());
    }

    @Test
    void aWordCountsOnceHoweverManyTagsItHits() {
        assertThat(fit("uptime", "monitoring", "ops", "infrastructure").score())
                .isEqualTo(fit("uptime", "monitoring").score());
    }

    @Test
    void neverPassesOne() {
        List<String> tags = Octos.commonTags();

        assertThat(fit(String.join(" ", tags), tags.toArray(String[]::new)).score())
                .isBetween(0.99, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "the", "🙂🙂🙂", "\u0000\u001b[2J", "xyzzy", "?!"})
    void aTaskWithoutASubjectFitsNobody(String task) {
        assertThat(fit(task, "monitoring", "the", "it", "coding")).isEqualTo(Fit.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "the", "\u0000", "..."})
    void aTagWithoutASubjectFitsNothing(String tag) {
        assertThat(fit("the server is down, see to it", tag)).isEqualTo(Fit.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "音楽をかけて, 音楽",
        "Покажи погода в Москве, погода",
        "zeig mir die Überwachung, überwachung",
        "🌦 heute?, 🌦",
        "my printer is broken, it",
        "rewrite this in C++, c++"
    })
    void findsTagsOfAnyScript(String task, String tag) {
        assertThat(fit(task, tag).tag()).isEqualTo(tag);
    }

    @Test
    void theRequestOutweighsTheTextThatComesWithIt() {
        String recipe = " salt pepper onion carrot butter flour garlic lemon rosemary thyme parsley basil celery milk"
                + " cream honey vinegar mustard potato tomato bread cheese rice bean lentil spinach mushroom leek fennel";
        String task = "Translate this into German:" + recipe + recipe.replace(" ", " x") + " bake cook oven";

        List<Fit> fits = scoring.score(task, List.of(peer("a", "translation"), peer("b", "cooking")));

        assertThat(fits.get(0).score()).isGreaterThan(2 * fits.get(1).score());
    }

    @Test
    void oneStrayWordFarInsideALongTextIsNoFit() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 10_000).forEach(i -> text.append("word").append(i).append(i == 5_000 ? " uptime " : " "));

        assertThat(fit(text.toString(), "monitoring").score()).isPositive().isLessThan(0.01);
    }

    @Test
    void looksAtTheFirstHundredTagsOnly() {
        String[] tags = IntStream.range(0, 5_000)
                .mapToObj(i -> i == 4_000 ? "weather" : "tag" + i)
                .toArray(String[]::new);

        assertThat(fit("weather", tags)).isEqualTo(Fit.NONE);
    }

    @Test
    void aTagWithoutEndIsCut() {
        assertThat(fit("weather", "weather" + " ".repeat(200) + "x".repeat(1_000_000))
                        .score())
                .isEqualTo(fit("weather", "weather").score());
    }

    private Fit fit(String task, String... tags) {
        return scoring.score(task, List.of(peer("one", tags))).get(0);
    }
}
