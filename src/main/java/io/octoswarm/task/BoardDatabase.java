package io.octoswarm.task;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of the board: this Octo's SQLite file, or a PostgreSQL server that the swarm shares. Thread-safe.
 *
 * <p>SQLite lets one write at a time, and its waiters poll; here they queue in front of it instead, first come, first
 * served. PostgreSQL needs no such gate.
 */
final class BoardDatabase {
    private static final int NO_GATE = 10_000;

    private static final long NANOS_TO_TRUST = 5_000_000_000L;
    private static final long NANOS_OF_A_PAUSE = 3_000_000_000L;
    private static final int TRIES = 3;

    /** What the server's clock showed when this process's own counter showed that. */
    private record Reading(long millis, long nanos) {}

    private final DataSource source;
    private final boolean shared;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Semaphore gate;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> disturbed = new AtomicReference<>(); // by nanoTime; null: never
    private volatile boolean migrated;
    private volatile @Nullable Reading reading;
    private final Outage ofReads = new Outage("read");
    private final Outage ofWrites = new Outage("written"); // a full disk can be read well

    private BoardDatabase(DataSource source, boolean shared, Clock clock, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.source = source;
        this.shared = shared;
        this.clock = clock;
        this.jdbc = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        this.gate = new Semaphore(shared ? NO_GATE : 1, true);
    }

    /** A SQLite file that is migrated already, with this device's clock. */
    static BoardDatabase own(DataSource source, Clock clock) {
        BoardDatabase database = new BoardDatabase(source, false, clock, System::nanoTime);
        database.migrated = true;
        return database;
    }

    /** A PostgreSQL server with its own clock; migrated when it is first reached. */
    static BoardDatabase shared(DataSource source) {
        return shared(source, System::nanoTime);
    }

    /** @param nanoTime by which it is seen that the server takes long */
    static BoardDatabase shared(DataSource source, LongSupplier nanoTime) {
        return new BoardDatabase(source, true, Clock.systemUTC(), nanoTime);
    }

    /** Whether several Octos use it at once. */
    boolean isShared() {
        return shared;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * The board's clock, in milliseconds since 1970. Devices' clocks may differ; this one decides. A server is asked for it
     * every few seconds.
     */
    long now() {
        if (!shared) {
            return clock.millis();
        }
        Reading last = reading;
        long nanos = System.nanoTime();
        if (last == null || nanos - last.nanos() > NANOS_TO_TRUST) {
            long millis = jdbc.sql("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                    .query(Long.class)
                    .single();
            last = new Reading(millis, nanos + (System.nanoTime() - nanos) / 2);
            reading = last;
        }
        return last.millis() + (System.nanoTime() - last.nanos()) / 1_000_000;
    }

    /**
     * When the board began to be reachable: leases cannot be renewed while it is not, and must not be taken for lost
     * right after.
     */
    long upSince() {
        return shared
                ? jdbc.sql("select cast(extract(epoch from pg_postmaster_start_time()) * 1000 as bigint)")
                        .query(Long.class)
                        .single()
                : 0;
    }

    /**
     * Whether claims could be renewed all the time that a lease lasts: the board was neither away nor slow, and this process
     * did not stand still. As long as they could not, the lease of another one says nothing.
     */
    boolean isSteady() {
        Long since = disturbed.get();
        return since == null || nanoTime.getAsLong() - since > TaskBoard.LEASE.toNanos();
    }

    /** From here on it is not steady for the time of a lease. */
    void disturb() {
        disturbed.set(nanoTime.getAsLong());
    }

    /** Reads, without a transaction of its own. */
    <T> T read(Supplier<T> reading) {
        return guarded(reading, ofReads);
    }

    /** Writes by one statement, which commits by itself. */
    <T> T change(Supplier<T> change) {
        return guarded(change, ofWrites);
    }

    /** Writes all of it or nothing; when it returns, what was written is on the disk. */
    <T> T write(Supplier<T> writing) {
        gate.acquireUninterruptibly();
        try {
            return guarded(() -> repeated(() -> transactions.execute(status -> writing.get())), ofWrites);
        } finally {
            gate.release();
        }
    }

    /** Of two that wait for one another PostgreSQL ends one, and nothing of it is done. SQLite has one writer. */
    private <T> T repeated(Supplier<T> transaction) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.get();
            } catch (ConcurrencyFailureException beaten) {
                if (!shared || tries == TRIES) {
                    throw beaten;
                }
            }
        }
    }

    private <T> T guarded(Supplier<T> use, Outage outage) {
        try {
            migrate();
            T result = timed(use);
            outage.ends();
            return result;
        } catch (DataIntegrityViolationException unfit) { // a fault of what is written: the next may be written well
            throw unfit;
        } catch (DataAccessException | TransactionException | FlywayException failure) {
            String reason = reason(failure);
            outage.begins(reason);
            disturb();
            throw new BoardUnavailable(
                    "The task board cannot be used now: " + reason.replaceAll("\\.+$", "") + ".",
                    failure,
                    isOfCommit(failure));
        }
    }

    private <T> T timed(Supplier<T> use) {
        long begun = nanoTime.getAsLong();
        T result = use.get();
        if (nanoTime.getAsLong() - begun > NANOS_OF_A_PAUSE) { // others could not renew their claims either
            disturb();
        }
        return result;
    }

    /** Whether it was done is then not known. */
    private static boolean isOfCommit(Exception failure) {
        return failure instanceof TransactionSystemException commit && commit.getOriginalException() == null;
    }

    /** SQLite may roll back by itself; that there is nothing left to roll back says nothing. */
    private static String reason(Exception failure) {
        Throwable first = failure instanceof TransactionSystemException both ? both.getOriginalException() : failure;
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(first == null ? failure : first)
                .getMessage());
    }

    private void migrate() {
        if (!migrated) {
            // of several Octos that start at once, Flyway's lock lets one at a time
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/board")
                    .baselineOnMigrate(true) // other tables may be there already
                    .baselineVersion("0")
                    .load()
                    .migrate();
            migrated = true;
        }
    }

    /** Whether the last use of it failed. */
    boolean isBroken() {
        return problem().isPresent();
    }

    /** Why the last use of it failed; empty: it did not. */
    Optional<String> problem() {
        return ofReads.reason().or(ofWrites::reason);
    }
}
