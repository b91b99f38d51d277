package io.octoswarm.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An Octo's own database in a real SQLite file, set up by the daemon's migrations and with its settings. */
public final class LocalDatabase implements AutoCloseable {
    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    public LocalDatabase(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.setDriverClassName("org.sqlite.JDBC");
        settings(config);
        pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/board", "classpath:db/local")
                .outOfOrder(true)
                .load()
                .migrate();
        jdbc = JdbcClient.create(pool);
    }

    public DataSource source() {
        return pool;
    }

    /** How many connections there may be at once. */
    public int connections() {
        return pool.getMaximumPoolSize();
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void settings(HikariConfig config) {
        Binder binder = Binder.get(yaml());
        config.setMaximumPoolSize(binder.bind("spring.datasource.hikari.maximum-pool-size", int.class)
                .get());
        Properties properties = new Properties();
        properties.putAll(binder.bind(
                        "spring.datasource.hikari.data-source-properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        config.setDataSourceProperties(properties);
    }

    private static StandardEnvironment yaml() {
        StandardEnvironment yaml = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(yaml.getPropertySources()::addFirst);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return yaml;
    }
}
