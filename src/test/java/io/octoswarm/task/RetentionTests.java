package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

        assertThat(file.board.forget(30, 1_000_000)).isEqualTo(1);
        assertThat(file.board.find(first)).isEmpty();
        assertThat(file.list(TaskState.COMPLETED)).hasSize(11);
    }

    @Test
    void muchIsRemovedStepByStepSoThatOthersCanWriteMeanwhile() throws Exception {
        doneAlike(done("old", "r"), 1200);
        file.clock.forward(Duration.ofDays(31));

        Thread removal = new Thread(retention::forget);
        removal.start();

        await().until(this::ended, left -> left > 0 && left < 1201);
        removal.join();
        assertThat(ended()).isZero();
    }

    @Test
    void ofThoseThatEndedInTheSameMillisecondNoMoreThanNeedsBeIsRemoved() {
        doneAlike(done("x".repeat(90_000), "r"), 11);

        retention.forget();

        assertThat(ended()).isEqualTo(11);
    }

    @Test
    void ofASharedDatabaseTheSameIsRemoved() throws Exception {
        try (PostgresBoard server = new PostgresBoard()) {
            TaskBoard shared = server.as("atlas");
            for (int i = 0; i < 3; i++) {
                shared.cancel(shared.post(NewTask.of("x".repeat(1000))).id());
            }
            shared.announced(shared.unannounced(3));
            String old = shared.list(TaskFilter.of(null), 1).get(0).id();
            server.jdbc
                    .sql("update task set finished_at = finished_at - 40 * 86400000::bigint where id = ?")
                    .param(old)
                    .update();

            assertThat(shared.forget(30, 10_000)).isEqualTo(1);
            assertThat(shared.find(old)).isEmpty();
            assertThat(shared.forget(30, 1500)).isEqualTo(1);
            assertThat(shared.list(TaskFilter.of(null), 3)).hasSize(1);
        }
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

    private void doneAlike(String id, int times) {
        for (int i = 0; i < times; i++) {
            file.jdbc.sql("""
                            insert into task (id, kind, text, context, priority, lane, place, path, posted_by, state,
                                              created_at, waiting_since, finished_at, announced)
                            select id || '-' || ?, kind, text, context, priority, lane, place, path, posted_by, state,
                                   created_at, waiting_since, finished_at, announced from task where id = ?""").params(i, id).update();
            file.jdbc.sql("""
                            insert into attempt select task_id || '-' || ?, fence, holder, started_at, ended_at, outcome
                            from attempt where task_id = ?""").params(i, id).update();
        }
    }

    private int ended() {
        return file.jdbc
                .sql("select count(*) from task where finished_at is not null")
                .query(Integer.class)
                .single();
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
