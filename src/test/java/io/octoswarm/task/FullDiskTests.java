package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

/** SQLite says the same of a file that may not grow as of a full disk. */
class FullDiskTests {
    private static final int CALLERS = 8;

    @TempDir
    private Path folder;

    private final List<String> acknowledged = new ArrayList<>();
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
    void whatCannotBeStoredIsRefusedAndNothingElseIsThere() throws Exception {
        acknowledged.add(file.post("before").id());
        fill();

        assertThatThrownBy(this::postUntilRefused)
                .isInstanceOf(BoardUnavailable.class)
                .hasMessageContaining("database or disk is full");

        assertThat(file.list(null)).extracting(Task::id).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(file.board.isBroken()).isTrue();
        limit(1_000_000);
        acknowledged.add(file.post("there is room again").id());
        assertThat(file.list(null)).extracting(Task::id).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(file.board.isBroken()).isFalse();
    }

    @Test
    void ofManyWhoShareACommitNobodyIsToldThatItWorked() throws Exception {
        fill();
        assertThatThrownBy(this::postUntilRefused).isInstanceOf(BoardUnavailable.class);
        int before = file.list(null).size();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Task>> posts = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                posts.add(() -> file.post("x".repeat(50_000)));
            }
            for (Future<Task> post : callers.invokeAll(posts)) {
                assertThatThrownBy(post::get).hasCauseInstanceOf(BoardUnavailable.class);
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(file.list(null)).hasSize(before);
    }

    @Test
    void theReasonIsToldAlsoWhenSqliteHasRolledBackByItself() {
        BoardDatabase database = BoardDatabase.own(file.source(), file.clock);

        assertThatThrownBy(() -> database.write(() -> {
                    file.jdbc.sql("rollback").update(); // as it does when a large transaction meets a full disk
                    throw new DataAccessResourceFailureException("database or disk is full");
                }))
                .isInstanceOf(BoardUnavailable.class)
                .hasMessageContaining("database or disk is full");

        assertThat(file.post("there is room again").state()).isEqualTo(TaskState.PENDING);
    }

    private void postUntilRefused() {
        for (int i = 0; i < 1_000; i++) {
            acknowledged.add(file.post("x".repeat(50_000)).id());
        }
    }

    private void fill() throws SQLException {
        limit(file.jdbc.sql("pragma page_count").query(Integer.class).single() + 100);
    }

    /** On every connection of the pool: the limit is not the file's. */
    private void limit(int pages) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < file.connections(); i++) {
                Connection connection = file.source().getConnection();
                all.add(connection);
                connection.createStatement().execute("pragma max_page_count = " + pages);
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
