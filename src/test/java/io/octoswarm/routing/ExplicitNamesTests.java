package io.octoswarm.routing;

import static io.octoswarm.routing.Octos.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.octoswarm.routing.ExplicitNames.Mention;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplicitNamesTests {
    private static final List<Candidate> OCTOS =
            List.of(peer("atlas"), peer("Sentinel"), peer("pi"), peer("pi-1"), peer("pi-12"), peer("weiß"), peer("ハブ"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sentinel, check the logs | Sentinel | ADDRESSED",
                "@sentinel check | Sentinel | ADDRESSED",
                "hey sentinel: check | Sentinel | ADDRESSED",
                "Hey SENTINEL what's up | Sentinel | ADDRESSED",
                "sentinel - check | Sentinel | ADDRESSED",
                "sentinel | Sentinel | NAMED",
                "sentinel? | Sentinel | ADDRESSED",
                "ｓｅｎｔｉｎｅｌ：check | Sentinel | ADDRESSED",
                "check the logs, sentinel | Sentinel | ADDRESSED",
                "check the logs, @sentinel! | Sentinel | ADDRESSED",
                "check the logs, sentinel, please. | Sentinel | ADDRESSED",
                "ask sentinel for its uptime | Sentinel | ASKED",
                "could you ask @Sentinel? | Sentinel | ASKED",
                "check the logs @sentinel | Sentinel | MENTIONED",
                "check the logs on sentinel | Sentinel | LOCATED",
                "check the logs on sentinel. Now! | Sentinel | LOCATED",
                "sentinel's uptime | Sentinel | NAMED",
                "what is sentinel’s uptime? | Sentinel | NAMED",
                "what says (sentinel)? | Sentinel | NAMED",
                "what says \"sentinel.\" | Sentinel | NAMED",
                "what says 'sentinel' | Sentinel | NAMED",
                "and pi-1 then | pi-1 | NAMED",
                "and pi-12 then | pi-12 | NAMED",
                "on pi: uptime | pi | LOCATED",
                "WEISS: uptime | weiß | ADDRESSED",
                "ハブ、天気は | ハブ | ADDRESSED",
                "🙂 sentinel, check | Sentinel | ADDRESSED"
            })
    void findsTheNameAndItsPlace(String task, String name, ExplicitNames.Place place) {
        assertThat(ExplicitNames.in(task, OCTOS)).singleElement().satisfies(mention -> {
            assertThat(mention.octo().name()).isEqualTo(name);
            assertThat(mention.place()).isEqualTo(place);
        });
    }

    @Test
    void knowsNoDifferenceBetweenTheTwoSmallSigmas() {
        assertThat(names("και ΟΔΟΣ τώρα", List.of(peer("οδος")))).containsExactly("οδος");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sentinels",
                "mysentinel",
                "sentinel-2",
                "sentinel_x",
                "sentinel.local",
                "sentinel/logs",
                "/var/sentinel",
                "me@sentinel.org",
                "me@sentinel",
                "@@sentinel",
                "#sentinel",
                "sentinel:9100",
                "http://sentinel:9100/",
                "sentinel@home",
                "sentinelé",
                "sentine\u0301l",
                "sentinel'x",
                "pi-2",
                "pi-123",
                "api",
                "3.14pi"
            })
    void takesOtherWordsForOtherWords(String word) {
        assertThat(ExplicitNames.in("check " + word + " now", OCTOS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sentinel, what does atlas do? | Sentinel,atlas",
                "tell me what atlas does, sentinel | Sentinel,atlas",
                "ask sentinel about atlas | Sentinel,atlas",
                "about atlas, ask sentinel | Sentinel,atlas",
                "look at atlas on sentinel | Sentinel,atlas",
                "like atlas does, @sentinel check | Sentinel,atlas",
                "compare atlas, sentinel | atlas,Sentinel",
                "atlas and sentinel, check | atlas,Sentinel",
                "atlas, sentinel: check | atlas,Sentinel",
                "pi-12 pi-1 pi pi-1 | pi-12,pi-1,pi"
            })
    void putsTheAddressedOneFirst(String task, String names) {
        assertThat(names(task, OCTOS)).containsExactly(names.split(","));
    }

    @Test
    void answersInTimeForATaskThatRepeatsANameWithoutEnd() {
        String task = "pi ".repeat(300_000) + "." + "'.".repeat(300_000) + "a" + " ".repeat(300_000);

        assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(names(task, OCTOS)).containsExactly("pi"));
    }

    private static List<String> names(String task, List<Candidate> octos) {
        return ExplicitNames.in(task, octos).stream()
                .map(Mention::octo)
                .map(Candidate::name)
                .toList();
    }
}
