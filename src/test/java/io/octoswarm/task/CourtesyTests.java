package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has much to do leaves a task for 2 s to one who has less to do and could take it. */
class CourtesyTests {
    @TempDir
    private Path folder;

    private BoardFile file;

    @BeforeEach
    void open() {
        file = new BoardFile(folder.resolve("octo.db"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void theBusyOneLeavesATaskToTheFreerOneForAMoment() {
        file.board.present(octo("free", 10, 2));
        String id = file.post("x").id();

        assertThat(file.board.claim(octo("busy", 80, 1))).isEmpty();
        file.clock.forward(Claims.COURTESY.minusMillis(1));
        assertThat(file.board.claim(octo("busy", 80, 1))).isEmpty();

        assertThat(file.board.claim(octo("free", 10, 2)).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void theBusyOneTakesItWhenTheFreerOneDidNot() {
        file.board.present(octo("free", 10, 2));
        file.post("x");
        file.clock.forward(Claims.COURTESY);

        assertThat(file.board.claim(octo("busy", 80, 1))).isPresent();
    }

    @Test
    void whoIsOnlyALittleBusierTakesItAtOnce() {
        file.board.present(octo("free", 60, 2));
        file.post("x");

        assertThat(file.board.claim(octo("busy", 80, 1))).isPresent();
    }

    @Test
    void nobodyWaitsForOneThatLacksTheTags() {
        file.board.present(octo("free", 0, 2));
        file.board.post(NewTask.of("x").needing(List.of("gpu")));

        assertThat(file.board.claim(new Claimant("busy", List.of("gpu"), 100, 1, false)))
                .isPresent();
    }

    @Test
    void whatIsForTheBusyOneIsNotLeftToOthers() {
        file.board.present(octo("free", 0, 2));
        file.board.post(NewTask.of("x").to("busy", false));

        assertThat(file.board.claim(octo("busy", 100, 1))).isPresent();
    }

    @Test
    void nobodyWaitsForOneThatIsGone() {
        file.board.present(octo("free", 0, 2));
        file.clock.forward(Duration.ofMillis(Claimants.GONE_AFTER_MILLIS + 1));
        file.post("x");

        assertThat(file.board.claim(octo("busy", 100, 1))).isPresent();
    }

    @Test
    void nobodyWaitsForOneThatTookItsLastSlot() {
        file.post("first");
        file.board.claim(octo("free", 0, 1)).orElseThrow();
        file.post("second");

        assertThat(file.board.claim(octo("busy", 100, 1))).isPresent();
    }

    private static Claimant octo(String name, int busy, int free) {
        return new Claimant(name, List.of("ops"), busy, free, false);
    }
}
