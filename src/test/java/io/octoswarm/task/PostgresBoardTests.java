package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.instance.Checkup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What several Octos on one PostgreSQL server are promised beyond what holds of every board. */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class PostgresBoardTests {
    private static final Claimant ATLAS = new Claimant("atlas", List.of(), 0, 3, false);

    private static PostgresBoard server;

    private TaskBoard atlas;

    @BeforeAll
    static void start() throws IOException {
        server = new PostgresBoard();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        atlas = server.as("atlas");
        atlas.backlog(); // migrates
        server.jdbc.sql("delete from task").update();
    }

    /** A server that hangs lets nobody renew; whoever is served first again must not take the others' claims for lost. */
    @Test
    void noClaimIsLostByAServerThatStoodStill() {
        server.awaitLeasesToCount();
        Task claim = claimed("x");
        overdue(claim);
        TaskBoard sentinel = server.as("sentinel");
        server.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        sentinel.recoverLeases(); // as after any pause that is noticed

        sentinel.tidy();
        assertThat(stateOf(claim)).isEqualTo(TaskState.RUNNING);

        server.nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
        sentinel.tidy();
        assertThat(stateOf(claim)).isEqualTo(TaskState.PENDING);
    }

    @Test
    void aCallThatTookLongIsNoticed() {
        long[] now = {0};
        BoardDatabase database = BoardDatabase.shared(server.pool, () -> now[0]);
        assertThat(database.isSteady()).isTrue();

        database.read(() -> now[0] += Duration.ofSeconds(4).toNanos());
        assertThat(database.isSteady()).isFalse();

        now[0] += Duration.ofSeconds(11).toNanos();
        assertThat(database.isSteady()).isTrue();
    }

    @Test
    void theSameKeysInAnyOrderAtOnceGiveTheSameTasks() {
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key " + i).toList();
        List<String> reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Task>> ours = posts(server.as("atlas"), keys, threads);
            List<CompletableFuture<Task>> theirs = posts(server.as("sentinel"), reversed, threads);

            assertThat(theirs.stream().map(CompletableFuture::join).map(Task::id))
                    .containsExactlyInAnyOrderElementsOf(ours.stream()
                            .map(CompletableFuture::join)
                            .map(Task::id)
                            .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each Octo's terminal has the same name. */
    @Test
    void whatRunsForAConversationIsOnlyWhatWasPostedHere() {
        Task own = atlas.post(NewTask.of("own").in("terminal"));
        server.as("sentinel").post(NewTask.of("theirs").in("terminal"));

        assertThat(atlas.openOf("terminal", 10)).extracting(Task::id).containsExactly(own.id());
    }

    @Test
    void noTextThatTheServerCannotKeepReachesIt() {
        Task posted = atlas.post(NewTask.of("a\0b").needing(List.of("o\0ps")));

        assertThat(posted.text()).isEqualTo("a b");
        assertThat(posted.capabilities()).containsExactly("o ps");
        List<String> long20 = Collections.nCopies(20, "\u4e2d".repeat(99));
        assertThatThrownBy(() -> NewTask.of("x").needing(long20)).hasMessageContaining("2000 bytes");
        assertThat(atlas.post(NewTask.of("x").needing(NewTask.fitting(long20))).capabilities())
                .isNotEmpty();
    }

    @Test
    void aServerThatCannotBeWrittenIsToldOfOnceAndToWhoeverAsks(CapturedOutput log) {
        PGSimpleDataSource readOnly = (PGSimpleDataSource) server.server.getPostgresDatabase();
        readOnly.setOptions("-c default_transaction_read_only=on");
        TaskBoard board =
                new TaskBoard(BoardDatabase.shared(readOnly), "atlas", new TaskMeters(new SimpleMeterRegistry()));
        BoardStatus status = new BoardStatus(board);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> board.present(ATLAS)).isInstanceOf(BoardUnavailable.class);
            board.backlog(); // can be read
        }

        assertThat(log.getOut().lines().filter(line -> line.contains("The task board ")))
                .singleElement()
                .asString()
                .contains("cannot be written: ERROR: cannot execute INSERT in a read-only transaction");
        assertThat(status.problems()).singleElement().asString().contains("PostgreSQL", "read-only");
        assertThat(status.examine()).noneMatch(Checkup.Finding::good);
        assertThat(new BoardStatus(atlas).examine()).allMatch(Checkup.Finding::good);
    }

    private static List<CompletableFuture<Task>> posts(TaskBoard board, List<String> keys, ExecutorService threads) {
        return keys.stream()
                .map(key -> CompletableFuture.supplyAsync(
                        () -> board.post(new NewTask("x", "", Priority.NORMAL, null, key)), threads))
                .toList();
    }

    private Task claimed(String text) {
        atlas.post(NewTask.of(text));
        Optional<Task> claim = atlas.claim(ATLAS);
        return claim.orElseThrow();
    }

    private static void overdue(Task claim) {
        server.jdbc
                .sql("update task set lease_until = 1 where id = ?")
                .param(claim.id())
                .update();
    }

    private TaskState stateOf(Task task) {
        return atlas.find(task.id()).orElseThrow().state();
    }
}
