package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of tasks that have ended: for 30 days, and 1 MB of texts at the most. */
class RetentionTests {
    @TempDir
    private Path folder;

    private BoardFile file;
    private Retention retention;

    @BeforeEach
    void open() {
        file = new BoardFile(folder.resolve("octo.db"));
        retention = new Retention(
                file.board, new TaskSettings(1, Optional.empty(), 30, 1, Duration.ofHours(24), List.of()));
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void whatEndedLongAgoIsRemovedWithItsClaims() {
        String old = done("old", "r");
        file.clock.forward(Duration.ofDays(29));
        String young = done("young", "r");
        file.clock.forward(Duration.ofDays(2));

        retention.forget();

        assertThat(file.board.find(old)).isEmpty();
        assertThat(file.board.attempts(old)).isEmpty();
        assertThat(file.board.find(young)).isPresent();
        assertThat(file.board.attempts(young)).hasSize(1);
    }

    @Test
    void ofTooMuchTheOldestIsRemoved() {
        String first = done("first", "x".repeat(90_000));
        for (int i = 0; i < 11; i++) {
            file.clock.forward(Duration.ofSeconds(1));
            done("further " + i, "x".repeat(90_000));
        }

        retention.forget();

        assertThat(file.board.find(first)).isEmpty();
        assertThat(file.list(TaskState.COMPLETED)).hasSize(11);
    }

    @Test
    void whatHasNotEndedStaysHoweverOldAndLargeItIs() {
        String waits = file.post("x".repeat(2_000_000)).id();
        file.clock.forward(Duration.ofDays(400));

        retention.forget();

        assertThat(file.board.find(waits)).isPresent();
    }

    @Test
    void anEndThatWasNotToldYetStays() {
        file.post("x");
        Task end = file.complete(file.claim().orElseThrow(), "r").orElseThrow();
        file.clock.forward(Duration.ofDays(400));

        retention.forget();
        assertThat(file.board.find(end.id())).isPresent();

        file.board.announced(List.of(end));
        retention.forget();
        assertThat(file.board.find(end.id())).isEmpty();
    }

    @Test
    void aLaneInWhichNothingWaitsIsRemovedAndOpensAgain() {
        for (int i = 0; i < 50; i++) {
            file.board.cancel(
                    file.board.post(NewTask.of("x").needing(List.of("tag" + i))).id());
        }
        file.board.post(NewTask.of("waits").needing(List.of("research")));
        Task running = file.claim().orElseThrow();
        retention.forget();
        assertThat(lanes()).hasSize(1);

        file.report(running, new Outcome.HandedBack());
        assertThat(file.claim()).isPresent();
        file.post("in a lane that is not there any more");
        assertThat(file.claim()).isPresent();
    }

    private List<String> lanes() {
        return file.jdbc.sql("select name from lane").query(String.class).list();
    }

    private String done(String text, String result) {
        file.post(text);
        Task end = file.complete(file.claim().orElseThrow(), result).orElseThrow();
        file.board.announced(List.of(end));
        return end.id();
    }
}
