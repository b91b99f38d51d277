package io.octoswarm.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claims on a PostgreSQL server of its own, beside those of db-scheduler on the same server; every commit is durable. */
final class ClaimBench implements AutoCloseable {
    private static final int ROUNDS = 5;
    private static final int TASKS = 3_000;

    private final EmbeddedPostgres server;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    ClaimBench() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(BoardBench.CLAIMERS);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
        jdbc.sql("""
                create table scheduled_tasks (
                  task_name text not null, task_instance text not null, task_data bytea,
                  execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
                  last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
                  last_heartbeat timestamp with time zone, version bigint not null, priority smallint,
                  primary key (task_name, task_instance))""").update();
        jdbc.sql("create index execution_time_idx on scheduled_tasks (execution_time)")
                .update();
        jdbc.sql("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)")
                .update();
    }

    /** The two sides take turns; shown are medians. */
    void run() throws Exception {
        double[] ours = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] oursWhole = new double[ROUNDS];
        double[] theirsWhole = new double[ROUNDS];
        double[] theirsScheduler = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) { // until both are warm
            claims(true);
            oneByOne(true);
        }
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = claims(false);
            theirs[i] = oneByOne(false);
            ratios[i] = ours[i] / theirs[i];
            oursWhole[i] = claims(true);
            theirsWhole[i] = oneByOne(true);
            theirsScheduler[i] = scheduler();
        }
        System.out.printf("PostgreSQL, %d claimers, one task a call:%n", BoardBench.CLAIMERS);
        System.out.printf(
                "  claims: %.0f/s, db-scheduler %.0f/s, %.2f of it%n",
                BoardBench.median(ours), BoardBench.median(theirs), BoardBench.median(ratios));
        System.out.printf(
                "  claims with their ends: %.0f/s, db-scheduler %.0f/s%n",
                BoardBench.median(oursWhole), BoardBench.median(theirsWhole));
        System.out.printf(
                "  db-scheduler's own loop, %d threads, in batches, with ends: %.0f/s%n",
                BoardBench.CLAIMERS, BoardBench.median(theirsScheduler));
    }

    TaskBoard board() {
        TaskBoard board = new TaskBoard(BoardDatabase.shared(pool), "atlas", new TaskMeters(new SimpleMeterRegistry()));
        board.backlog(); // makes the tables
        return board;
    }

    void clear() {
        jdbc.sql("truncate task cascade").update();
        jdbc.sql("truncate lane").update();
        jdbc.sql("vacuum analyze task").update();
    }

    private double claims(boolean whole) throws Exception {
        TaskBoard board = board();
        clear();
        BoardBench.perSecond(BoardBench.CALLERS, TASKS, () -> board.post(NewTask.of("a task")));
        AtomicInteger claimer = new AtomicInteger();
        ThreadLocal<Claimant> self = ThreadLocal.withInitial(
                () -> new Claimant("worker" + claimer.getAndIncrement(), List.of("ops"), 0, 1, false));
        return BoardBench.perSecond(BoardBench.CLAIMERS, TASKS, () -> {
            Task task = board.claim(self.get()).orElseThrow();
            return whole ? board.report(task, new Outcome.Completed("done")) : task;
        });
    }

    private OneTimeTask<Void> work(CountDownLatch left) {
        return Tasks.oneTime("work").execute((instance, context) -> left.countDown());
    }

    private void fill() {
        jdbc.sql("truncate scheduled_tasks").update();
        jdbc.sql(
                        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                                + " select 'work', 'i' || n, now() - interval '1 minute', false, 1 from generate_series(1, ?) n")
                .param(TASKS)
                .update();
        jdbc.sql("vacuum analyze scheduled_tasks").update();
    }

    private double oneByOne(boolean whole) throws Exception {
        fill();
        TaskResolver known =
                new TaskResolver(new SchedulerListeners(), new SystemClock(), List.of(work(new CountDownLatch(0))));
        JdbcTaskRepository tasks = new JdbcTaskRepository(
                pool,
                true,
                new PostgreSqlJdbcCustomization(false, false),
                JdbcTaskRepository.DEFAULT_TABLE_NAME,
                known,
                new SchedulerName.Fixed("atlas"),
                false,
                new SystemClock());
        return BoardBench.perSecond(BoardBench.CLAIMERS, TASKS, () -> {
            Execution execution = tasks.lockAndGetDue(Instant.now(), 1).get(0);
            if (whole) {
                tasks.remove(execution);
            }
            return execution;
        });
    }

    private double scheduler() throws Exception {
        fill();
        CountDownLatch left = new CountDownLatch(TASKS);
        Scheduler scheduler = Scheduler.create(pool, work(left))
                .threads(BoardBench.CLAIMERS)
                .pollUsingLockAndFetch(0.5, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .build();
        long begin = System.nanoTime();
        scheduler.start();
        left.await();
        double rate = TASKS / ((System.nanoTime() - begin) / 1e9);
        scheduler.stop();
        return rate;
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() throws Exception {
        pool.close();
        server.close();
    }
}
