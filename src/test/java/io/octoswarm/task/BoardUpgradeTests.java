package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

/** A board of an earlier version, with a task under way, is gone on with. */
class BoardUpgradeTests {
    private static final Claimant SENTINEL = new Claimant("sentinel", List.of("ops"), 0, 1, false);

    @Test
    void aFileKeepsTheClaimThatGoesOn(@TempDir Path folder) {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("octo.db"));
        fill(file);

        try (BoardFile now = new BoardFile(folder.resolve("octo.db"))) {
            holds(now.board);
        }
    }

    @Test
    void aSharedDatabaseKeepsTheClaimThatGoesOn() throws Exception {
        try (PostgresBoard postgres = new PostgresBoard()) {
            fill(postgres.pool);

            holds(postgres.as("atlas"));
        }
    }

    /** As version 2 would have left it: lost once, running again. */
    private static void fill(DataSource old) {
        Flyway.configure()
                .dataSource(old)
                .locations("classpath:db/board")
                .target("2")
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(old);
        jdbc.sql("""
                insert into task (id, kind, text, context, priority, lane, place, path, posted_by, state, attempt, fence, holder,
                                  lease_until, created_at, waiting_since, started_at)
                values ('swarm-00000001', 'agent', 'dig', '', 1, 'ops', 0, '', 'atlas', 'running', 2, 2, 'sentinel',
                        9000000000000, 10, 10, 2000)""").update();
        jdbc.sql("""
                insert into attempt (task_id, fence, holder, started_at, ended_at, outcome, request) values
                ('swarm-00000001', 1, 'scholar', 1000, 1500, 'lost', 'first'),
                ('swarm-00000001', 2, 'sentinel', 2000, null, null, 'second')""").update();
    }

    private static void holds(TaskBoard board) {
        Attempt lost = new Attempt(1, "scholar", Instant.ofEpochMilli(1000), Instant.ofEpochMilli(1500), "lost");
        assertThat(board.attempts("swarm-00000001"))
                .containsExactly(lost, new Attempt(2, "sentinel", Instant.ofEpochMilli(2000), null, null));

        Task again = board.claim(SENTINEL, "second").orElseThrow();
        assertThat(again.fence()).isEqualTo(2);

        board.report(again, new Outcome.Completed("a hole"));
        assertThat(board.attempts("swarm-00000001"))
                .extracting(Attempt::outcome)
                .containsExactly("lost", "completed");
    }
}
