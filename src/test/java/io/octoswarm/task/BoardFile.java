package io.octoswarm.task;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board in a real SQLite file, set up by the daemon's own migration and with the settings of application.yaml. */
final class BoardFile implements AutoCloseable {
    /** The Octo whose process keeps the board. */
    static final Claimant ME = new Claimant("atlas", List.of("research"), 0, 3, true);

    final SettableClock clock = new SettableClock();
    final JdbcClient jdbc;
    final TaskBoard board;
    private final HikariDataSource pool;

    BoardFile(Path file) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.setDriverClassName("org.sqlite.JDBC");
        settings(config);
        pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/board", "classpath:db/local")
                .load()
                .migrate();
        jdbc = JdbcClient.create(pool);
        board = new TaskBoard(BoardDatabase.own(pool, clock), ME.name(), new TaskMeters(new SimpleMeterRegistry()));
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

    @Override
    public void close() {
        pool.close();
    }

    private static void settings(HikariConfig config) throws Exception {
        StandardEnvironment yaml = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(yaml.getPropertySources()::addFirst);
        Binder binder = Binder.get(yaml);
        config.setMaximumPoolSize(binder.bind("spring.datasource.hikari.maximum-pool-size", int.class)
                .get());
        Properties properties = new Properties();
        properties.putAll(binder.bind(
                        "spring.datasource.hikari.data-source-properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        config.setDataSourceProperties(properties);
    }
}
