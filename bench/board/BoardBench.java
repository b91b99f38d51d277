package io.octoswarm.task;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The board itself, without HTTP, in a SQLite file on this disk; every write is durable when it returns. */
public final class BoardBench {
    static final int CALLERS = 16;
    static final int CLAIMERS = 8;
    private static final int POSTS = 4_000;
    private static final int ROUNDS = 3;
    private static final int FULL = 100_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;

    private BoardBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new BoardBench(Files.createTempDirectory(Path.of("target"), "board-bench")).run();
    }

    private void run() throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (HikariDataSource plain = pool("plain.db");
                HikariDataSource other = pool("board.db")) {
            posts(plain, board(other));
        }
        try (HikariDataSource pool = pool("full.db")) {
            full(board(pool), pool, "SQLite");
        }
        try (ClaimBench postgres = new ClaimBench()) {
            postgres.run();
            postgres.clear();
            full(postgres.board(), postgres.pool(), "PostgreSQL");
        }
    }

    /** Both sides take turns; shown are medians. */
    private static void posts(HikariDataSource pool, TaskBoard board) throws Exception {
        double[] plain = new double[ROUNDS];
        double[] posts = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        double[] claims = new double[ROUNDS];
        JdbcClient.create(pool).sql("create table plain (text text not null)").update();
        for (int i = 0; i < ROUNDS; i++) {
            plain[i] = plainInserts(pool);
            posts[i] = perSecond(CALLERS, POSTS, () -> board.post(NewTask.of("a task")));
            ratios[i] = posts[i] / plain[i];
            claims[i] = perSecond(CLAIMERS, POSTS / 4, () -> claim(board).orElseThrow());
        }
        System.out.printf("plain durable inserts, one connection: %.0f/s%n", median(plain));
        System.out.printf(
                "acknowledged posts, %d callers: %.0f/s, %.2f of plain%n", CALLERS, median(posts), median(ratios));
        System.out.printf("SQLite: claims, %d claimers: %.0f/s%n", CLAIMERS, median(claims));
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Optional<Task> claim(TaskBoard board) {
        return board.claim(new Claimant("worker", List.of("ops"), 0, 1, false));
    }

    /**
     * Half of the waiting tasks are not for the claimer, and stand before those that are. Between two claims comes a plain
     * insert: it shows how quick the disk is at that time.
     */
    private static void full(TaskBoard board, DataSource source, String engine) throws Exception {
        AtomicInteger number = new AtomicInteger();
        perSecond(
                CALLERS,
                FULL,
                () -> board.post(
                        NewTask.of("a task").needing(List.of(number.getAndIncrement() < FULL / 2 ? "never" : "ops"))));
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("create table if not exists plain (text text not null)").update();
        double[] claims = new double[2_000];
        double[] inserts = new double[claims.length];
        for (int i = 0; i < claims.length; i++) {
            claims[i] = millis(() -> claim(board).orElseThrow());
            inserts[i] = millis(
                    () -> jdbc.sql("insert into plain (text) values ('a task')").update());
        }
        System.out.printf(
                "%s: a claim among %d waiting: %s; a plain durable insert meanwhile: %s%n",
                engine, number.get(), percentiles(claims), percentiles(inserts));
    }

    private static double millis(Step step) throws Exception {
        long begin = System.nanoTime();
        step.take();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String percentiles(double[] millis) {
        Arrays.sort(millis);
        return "p50 %.2f ms, p99 %.2f ms".formatted(millis[millis.length / 2], millis[millis.length * 99 / 100]);
    }

    private static double plainInserts(HikariDataSource pool) throws Exception {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into plain (text) values ('a task')")) {
            return perSecond(1, POSTS / 4, insert::executeUpdate);
        }
    }

    interface Step {
        Object take() throws Exception;
    }

    /** Ends after {@code count} steps or 30 s a thread, whichever comes first. */
    static double perSecond(int threads, int count, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger left = new AtomicInteger(count);
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            pool.submit(() -> {
                while (left.getAndDecrement() > 0 && System.nanoTime() - begin < 4 * LONGEST_NANOS) {
                    step.take();
                    done.incrementAndGet();
                }
                return null;
            });
        }
        pool.shutdown();
        pool.awaitTermination(5, TimeUnit.MINUTES);
        return done.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private static TaskBoard board(HikariDataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/board")
                .load()
                .migrate();
        return new TaskBoard(
                BoardDatabase.own(pool, Clock.systemUTC()), "atlas", new TaskMeters(new SimpleMeterRegistry()));
    }

    private HikariDataSource pool(String file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + folder.resolve(file));
        config.setMaximumPoolSize(4);
        Map.of(
                        "journal_mode", "WAL",
                        "synchronous", "FULL",
                        "busy_timeout", "10000",
                        "foreign_keys", "true",
                        "journal_size_limit", "4194304",
                        "transaction_mode", "IMMEDIATE")
                .forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }
}
