package io.octoswarm.task;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board in a real PostgreSQL server of the test. */
final class PostgresBoard implements AutoCloseable {
    final EmbeddedPostgres server;
    final HikariDataSource pool;
    final JdbcClient jdbc;

    PostgresBoard() throws IOException {
        server = EmbeddedPostgres.start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(10);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
    }

    /** As the Octo of that name sees it. */
    TaskBoard as(String octo) {
        return new TaskBoard(BoardDatabase.shared(pool), octo, new TaskMeters(new SimpleMeterRegistry()));
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
