package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordPiecesTests {
    private final WordPieces pieces = new WordPieces(List.of("un", "unaff", "##aff", "##able", "able", "#", "##"));

    @Test
    void takesTheLongestPieceFirst() {
        assertThat(pieces.of("unaffable")).containsExactly(1, 3);
    }

    @Test
    void tellsABeginningFromARest() {
        assertThat(pieces.of("able")).containsExactly(4);
    }

    @Test
    void givesUpOnAWordThatItCannotBuild() {
        assertThat(pieces.of("unz")).isEmpty();
        assertThat(pieces.of("")).isEmpty();
        assertThat(pieces.of("un".repeat(50))).isEmpty();
    }

    @Test
    void holdsASignThatLooksLikeAMark() {
        assertThat(pieces.of("#")).containsExactly(5);
    }
}
