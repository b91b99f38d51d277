package io.octoswarm.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends what nobody else will: lost claims, missed deadlines, what is too old to keep. */
final class Upkeep {
    private static final int AT_ONCE = 500;

    /** A task by when it ended, in milliseconds since 1970; those of the same millisecond by their ids. */
    private record Ended(long at, String id) {}

    private final BoardDatabase database;
    private final TaskTable tasks;
    private final TaskMeters meters;
    private final String name;
    private final Renaming renaming;

    /** @param name of the Octo that uses the board */
    Upkeep(BoardDatabase database, TaskTable tasks, TaskMeters meters, String name) {
        this.database = database;
        this.tasks = tasks;
        this.meters = meters;
        this.name = name;
        this.renaming = new Renaming(database, tasks);
    }

    /** Whether something changed. Looks first, without a transaction: mostly there is nothing. */
    boolean tidy() {
        boolean something = database.read(() -> database.jdbc()
                .sql("""
                        select 1 from task where state = 'running' and lease_until < :now union all
                        select 1 from task where state in ('pending', 'running', 'paused') and deadline is not null
                               and deadline < :now limit 1""")
                .param("now", database.now())
                .query(Integer.class)
                .optional()
                .isPresent());
        return something && database.write(this::tidyNow);
    }

    private boolean tidyNow() {
        long now = database.now();
        List<Task> due =
                database.jdbc().sql("""
                        update task set state = 'failed', finished_at = :now, lease_until = null,
                               error = 'Its deadline passed before it was done.'
                        where state in ('pending', 'running', 'paused') and deadline is not null and deadline < :now
                        returning *""").param("now", now).query(TaskRows::task).list();
        due.forEach(task -> tasks.claimEnded(task, "failed", now));
        // Else nobody could renew.
        boolean steady = database.isSteady() && database.upSince() <= now - TaskBoard.LEASE.toMillis();
        List<Task> lost = steady ? lose("lease_until < :now", now) : List.of();
        return !due.isEmpty() || !lost.isEmpty();
    }

    /** Before the first claim of this process: whatever its forerunner left running waits again. */
    void recover() {
        database.write(() -> {
            long now = database.now();
            if (!database.isShared()) {
                renaming.to(name);
                lose("lease_until is null", now);
                extend(now);
            }
            return now;
        });
    }

    /** The others could not renew their claims while this board was away, or its clock was set; nor we those of a shared one. */
    void recoverLeases() {
        database.disturb();
        if (!database.isShared()) {
            database.write(() -> extend(database.now()));
        }
    }

    private int extend(long now) {
        return database.jdbc()
                .sql("update task set lease_until = ? where state = 'running' and lease_until is not null")
                .param(now + 2 * TaskBoard.LEASE.toMillis())
                .update();
    }

    private List<Task> lose(String which, long now) {
        List<Task> lost = database.jdbc()
                .sql("""
                        update task set lease_until = null, waiting_since = :now,
                               state = case when attempt >= :most and kind <> 'peer' then 'failed' else 'pending' end,
                               finished_at = case when attempt >= :most and kind <> 'peer' then cast(:now as bigint) end,
                               error = case when attempt >= :most and kind <> 'peer' then 'It was cut off ' || attempt
                                       || ' times by the end of the Octo that worked on it.' end
                        where state = 'running' and\s""" + which + " returning *")
                .param("now", now)
                .param("most", Task.MOST_ATTEMPTS)
                .query(TaskRows::task)
                .list();
        lost.forEach(task -> tasks.claimEnded(task, "lost", now));
        meters.reclaimed(lost.size());
        return lost;
    }

    /**
     * Removes the lanes in which nothing waits or may wait again: each post can bring a new one. On a server nobody may
     * post meanwhile, lest a task be put into a lane that is just removed; a file has one writer at a time.
     */
    void forgetLanes() {
        database.write(() -> {
            if (database.isShared()) {
                database.jdbc().sql("lock table lane in exclusive mode").update();
            }
            return database.jdbc().sql("""
                            delete from lane where name not in (
                                select lane from task where state in ('pending', 'running', 'paused'))""").update();
        });
    }

    /**
     * Removes what ended before {@code days}, and the oldest of what takes more than {@code bytes} together; some at a
     * time, so that others can write in between. Ends early when its thread is interrupted.
     */
    int forget(int days, long bytes) {
        Ended newest = database.read(() -> newestTooMuch(days, bytes));
        int removed = 0;
        List<String> some;
        do {
            some = database.read(() -> some(newest));
            remove(some);
            removed += some.size();
        } while (some.size() == AT_ONCE && othersHadTheirTurn());
        return removed;
    }

    /** It, and all that ended before it, is not to be kept. The lengths are known without reading the texts. */
    private Ended newestTooMuch(int days, long bytes) {
        long tooOld = database.now() - Duration.ofDays(days).toMillis();
        return database.jdbc()
                .sql("""
                        select id, finished_at from (
                          select id, finished_at, sum(octet_length(text) + octet_length(context)
                                 + coalesce(octet_length(result), 0) + coalesce(octet_length(error), 0))
                                 over (order by finished_at desc, id desc) as total
                          from task where finished_at >= :tooOld) ended
                        where total > :bytes order by finished_at desc, id desc limit 1""")
                .param("tooOld", tooOld)
                .param("bytes", bytes)
                .query((row, number) -> new Ended(row.getLong("finished_at"), row.getString("id")))
                .optional()
                .orElse(new Ended(tooOld, ""));
    }

    private List<String> some(Ended newest) {
        return database.jdbc()
                .sql("""
                        select id from task where announced = 1 and finished_at is not null
                               and finished_at <= :at and (finished_at < :at or id <= :id)
                        order by finished_at limit :most""")
                .param("at", newest.at())
                .param("id", newest.id())
                .param("most", AT_ONCE)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    private void remove(List<String> ids) {
        if (!ids.isEmpty()) {
            database.write(() -> database.jdbc()
                    .sql("delete from task where id in (:ids)")
                    .param("ids", ids)
                    .update());
        }
    }

    /** Who waits for SQLite's file looks every 100 ms at the latest. */
    private static boolean othersHadTheirTurn() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return true;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
