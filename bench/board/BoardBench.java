package io.octoswarm.task;

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
import org.flywaydb.core.Flyway;

/** The board itself, without HTTP, in a SQLite file on this disk; every write is durable when it returns. */
public final class BoardBench {
    static final int CALLERS = 16;
    static final int CLAIMERS = 8;
    private static final int POSTS = 4_000;
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
        try (HikariDataSource pool = pool("plain.db")) {
            double plain = plainInserts(pool);
            System.out.printf("plain durable inserts, one connection: %.0f/s%n", plain);
            try (HikariDataSource other = pool("board.db")) {
                TaskBoard board = board(other);
                double posts = perSecond(CALLERS, POSTS, () -> board.post(NewTask.of("a task")));
                System.out.printf(
                        "acknowledged posts, %d callers: %.0f/s, %.2f of plain%n", CALLERS, posts, posts / plain);
                AtomicInteger claimed = new AtomicInteger();
                double claims = perSecond(
                        CLAIMERS,
                        POSTS / 2,
                        () -> claimed.addAndGet(claim(board).isPresent() ? 1 : 0));
                System.out.printf("claims, %d claimers: %.0f/s (%d claimed)%n", CLAIMERS, claims, claimed.get());
            }
        }
        try (HikariDataSource pool = pool("full.db")) {
            full(board(pool), "SQLite");
        }
        try (ClaimBench postgres = new ClaimBench()) {
            postgres.run();
            postgres.clear();
            full(postgres.board(), "PostgreSQL");
        }
    }

    private static Optional<Task> claim(TaskBoard board) {
        return board.claim(new Claimant("worker", List.of("ops"), 0, 1, false));
    }

    /** Half of the waiting tasks are not for the claimer, and stand before those that are. */
    private static void full(TaskBoard board, String engine) throws Exception {
        AtomicInteger number = new AtomicInteger();
        perSecond(
                CALLERS,
                FULL,
                () -> board.post(
                        NewTask.of("a task").needing(List.of(number.getAndIncrement() < FULL / 2 ? "never" : "ops"))));
        long[] nanos = new long[1_000];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            claim(board).orElseThrow();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: a claim among %d waiting: p50 %.2f ms, p99 %.2f ms%n",
                engine, number.get(), nanos[500] / 1e6, nanos[990] / 1e6);
    }

    private static double plainInserts(HikariDataSource pool) throws Exception {
        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("create table plain (id integer primary key, text text not null)");
            try (PreparedStatement insert = connection.prepareStatement("insert into plain (text) values (?)")) {
                return perSecond(1, POSTS / 4, () -> {
                    insert.setString(1, "a task");
                    return insert.executeUpdate();
                });
            }
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
                        "transaction_mode", "IMMEDIATE")
                .forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }
}
