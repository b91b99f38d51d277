package io.octoswarm.task;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board in a real SQLite file, set up by the daemon's own migration and with the settings of application.yaml. */
final class BoardFile implements AutoCloseable {
    /** The Octo whose process keeps the board. */
    static final Claimant ME = new Claimant("atlas", List.of("research"), 0, 3, true);

    final SettableClock clock = new SettableClock();
    final JdbcClient jdbc;
    final TaskBoard board;
    private final LocalDatabase database;

    BoardFile(Path file) {
        this(file, new TaskMeters(new SimpleMeterRegistry()));
    }

    BoardFile(Path file, TaskMeters meters) {
        database = new LocalDatabase(file);
        jdbc = database.jdbc();
        board = new TaskBoard(BoardDatabase.own(database.source(), clock), ME.name(), meters);
    }

    /** As the same Octo sees it under another name. */
    TaskBoard as(String octo) {
        return new TaskBoard(
                BoardDatabase.own(database.source(), clock), octo, new TaskMeters(new SimpleMeterRegistry()));
    }

    Task post(String text) {
        return post(text, Priority.NORMAL);
    }

    Task post(String text, Priority priority) {
        return board.post(new NewTask(text, "", priority, null, null));
    }

    Optional<Task> claim() {
        return board.claim(ME);
    }

    /** Empty when the report is refused. */
    Optional<Task> complete(Task claim, String result) {
        return report(claim, new Outcome.Completed(result));
    }

    Optional<Task> fail(Task claim, String error) {
        return report(claim, new Outcome.Failed(error));
    }

    Optional<Task> report(Task claim, Outcome outcome) {
        try {
            return Optional.of(board.report(claim, outcome));
        } catch (ReportRefused late) {
            return Optional.empty();
        }
    }

    List<Task> list(@Nullable TaskState state) {
        return board.list(TaskFilter.of(state), 1000);
    }

    int waiting() {
        return board.backlog().waiting();
    }

    DataSource source() {
        return database.source();
    }

    /** How many connections there may be at once. */
    int connections() {
        return database.connections();
    }

    @Override
    public void close() {
        database.close();
    }
}
