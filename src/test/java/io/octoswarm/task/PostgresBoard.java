package io.octoswarm.task;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A board in a real PostgreSQL server of the test. */
final class PostgresBoard implements AutoCloseable {
    final EmbeddedPostgres server;
    final HikariDataSource pool;
    final JdbcClient jdbc;
    /** By which the boards see how long the server takes; it stands still. */
    final AtomicLong nanoTime = new AtomicLong();

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
        return new TaskBoard(
                BoardDatabase.shared(pool, nanoTime::get), octo, new TaskMeters(new SimpleMeterRegistry()));
    }

    /** Right after a database's start no lease counts as lost: nobody could renew. */
    void awaitLeasesToCount() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> jdbc.sql("select clock_timestamp() - pg_postmaster_start_time() > interval '11 seconds'")
                        .query(Boolean.class)
                        .single());
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
