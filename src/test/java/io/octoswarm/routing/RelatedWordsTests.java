package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelatedWordsTests {
    private final RelatedWords words = RelatedWords.load();

    @Test
    void everyTagOfTheFileHasWords() {
        assertThat(Octos.commonTags())
                .hasSizeGreaterThan(100)
                .allSatisfy(tag -> assertThat(words.of(tag).size()).as(tag).isGreaterThan(4));
    }

    @ParameterizedTest
    @CsvSource({"monitoring, uptim", "Ops, disk", "home-automation, lamp", "Home_Automation, lamp", "IT, printer"})
    void knowsATagInItsSpellings(String tag, String stem) {
        assertThat(words.of(tag)).contains(stem);
    }

    @Test
    void knowsTheTagsOfOneLineForOneAnother() {
        assertThat(words.of("postgres")).contains("mysql", "databas");
    }

    @Test
    void takesALongerTagByItsParts() {
        assertThat(words.of("garden security")).isEmpty();
        assertThat(words.ofParts("garden security")).contains("plant", "firewal");
        assertThat(words.ofParts("security")).isEmpty();
    }

    @Test
    void saysWhichLineIsWrong() {
        assertThatThrownBy(() -> RelatedWords.parse(List.of("# a comment", "", "music song")))
                .hasMessage("Without a colon: music song");
    }

    @Test
    void aTagOfTwoLinesHasTheWordsOfBoth() {
        assertThat(RelatedWords.parse(List.of("music: song", "sound, Music: tone"))
                        .of("music"))
                .containsExactlyInAnyOrder("music", "song", "sound", "tone");
    }
}
