package io.octoswarm.task;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of the two engines, with what a test does to it from outside. */
interface BoardUnderTest extends AutoCloseable {
    TaskBoard board();

    JdbcClient jdbc();

    @Override
    void close() throws Exception;

    /** What only time does otherwise: the lease of a running task is over. A claim of the board's own process has none. */
    default void expire(String id) {
        jdbc().sql("update task set lease_until = 1 where id = ? and state = 'running' and lease_until is not null")
                .param(id)
                .update();
        board().tidy();
    }

    static BoardUnderTest sqlite() throws Exception {
        Path folder = Files.createTempDirectory("board");
        BoardFile file = new BoardFile(folder.resolve("octo.db"));
        return new BoardUnderTest() {
            @Override
            public TaskBoard board() {
                return file.board;
            }

            @Override
            public JdbcClient jdbc() {
                return file.jdbc;
            }

            @Override
            public void close() throws Exception {
                file.close();
                try (var files = Files.list(folder)) {
                    for (Path left : files.toList()) {
                        Files.delete(left);
                    }
                }
                Files.delete(folder);
            }
        };
    }

    /** The server is up long enough already for lost leases to count, and stays for further tests. */
    static BoardUnderTest of(PostgresBoard server) {
        TaskBoard board = server.as("atlas");
        board.backlog(); // migrates
        server.jdbc.sql("delete from task").update();
        return new BoardUnderTest() {
            @Override
            public TaskBoard board() {
                return board;
            }

            @Override
            public JdbcClient jdbc() {
                return server.jdbc;
            }

            @Override
            public void close() {
                // the server is closed by who started it
            }
        };
    }
}
