package io.octoswarm.task;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board in a real SQLite file, set up by the daemon's own migration and with the settings of application.yaml. */
final class BoardFile implements AutoCloseable {
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
        Flyway.configure().dataSource(pool).load().migrate();
        jdbc = JdbcClient.create(pool);
        board = new TaskBoard(jdbc, clock);
    }

    Task post(String text) {
        return post(text, Priority.NORMAL);
    }

    Task post(String text, Priority priority) {
        return board.post(new NewTask(text, "", priority, null, null));
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
