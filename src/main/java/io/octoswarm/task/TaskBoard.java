package io.octoswarm.task;

import java.sql.Types;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tasks, in the database. A task moves in one transaction, by a statement that checks the state and the fence it
 * moves from: of two callers at once exactly one succeeds, and a crash leaves either all of it or nothing. When a method
 * returns, what it did is on the disk. Thread-safe. Every method throws {@link BoardUnavailable} when the database cannot
 * be used.
 */
public class TaskBoard implements Board {
    /** How long a claim is good without being renewed. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** An Octo with much to do leaves a task to a freer one for so long. */
    static final Duration COURTESY = Duration.ofSeconds(2);

    /** What a step of priority is worth: an older task goes first when it is older by more than this a step. */
    private static final long STEP_OF_PRIORITY_MILLIS = Duration.ofHours(1).toMillis();

    private static final int TRIES_FOR_AN_ID = 8;

    private final BoardDatabase database;
    private final String name;
    private final TaskMeters meters;
    private final JdbcClient jdbc;
    private final Claimants claimants;
    private final Posting posting;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final RandomGenerator random = RandomGenerator.of("SecureRandom");

    /** @param name of the Octo that uses it */
    TaskBoard(BoardDatabase database, String name, TaskMeters meters) {
        this.database = database;
        this.name = name;
        this.meters = meters;
        this.jdbc = database.jdbc();
        this.claimants = new Claimants(database);
        this.posting = new Posting(database, this::insertOrFind);
    }

    /** Has {@code listener} called, on any thread, whenever something waits anew or has ended. It must not wait. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells the listeners of this process, and by the database those of others. */
    void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Puts a task on the board, or finds the one that was posted under the same idempotency key. */
    public Task post(NewTask task) {
        Task posted = posting.post(task);
        changed();
        return posted;
    }

    public Optional<Task> find(String id) {
        return database.read(() -> select(id));
    }

    /** The claims of a task, the first one first. */
    public List<Attempt> attempts(String id) {
        return database.read(() -> jdbc.sql("select * from attempt where task_id = ? order by fence")
                .param(id)
                .query(TaskRows::attempt)
                .list());
    }

    /** The newest first. */
    public List<Task> list(TaskFilter filter, int most) {
        return database.read(() -> filter.query(jdbc, most));
    }

    /** Whether it could not be used the last time. */
    boolean isBroken() {
        return database.isBroken();
    }

    /** Whether other Octos use the same database. */
    public boolean isShared() {
        return database.isShared();
    }

    /** How the board stands now. */
    Backlog backlog() {
        return database.read(() -> {
            long now = database.now();
            return jdbc.sql(
                            "select count(*) as waiting, min(waiting_since) as oldest from task where state = 'pending'")
                    .query((row, number) -> {
                        long oldest = row.getLong("oldest");
                        return new Backlog(row.getInt("waiting"), row.wasNull() ? 0 : Math.max(0, now - oldest));
                    })
                    .single();
        });
    }

    @Override
    public Optional<Task> claim(Claimant claimant) {
        return claim(claimant, false);
    }

    /** Takes a task that a peer does: this Octo is to follow it there. */
    Optional<Task> claimFollowed(Claimant claimant) {
        return claim(claimant, true);
    }

    /** The claimant is there, though it may not look for work now. */
    void present(Claimant claimant) {
        database.read(() -> {
            claimants.seen(claimant, database.now());
            return claimant;
        });
    }

    /** Looks first, without a transaction: most looks find nothing, and then cost no write. */
    private Optional<Task> claim(Claimant claimant, boolean followed) {
        boolean something = database.read(() -> {
            long now = database.now();
            if (!followed) {
                claimants.seen(claimant, now);
            }
            return !heads(claimant, followed, now).isEmpty();
        });
        return something ? database.write(() -> take(claimant, followed)) : Optional.empty();
    }

    private Optional<Task> take(Claimant claimant, boolean followed) {
        long now = database.now();
        for (Head head : heads(claimant, followed, now)) {
            Optional<String> id = jdbc.sql(
                            "select id from task where state = 'pending' and lane = :lane and waiting_since"
                                    + " <= :latest order by place, id limit 1"
                                    + (database.isShared() ? " for update skip locked" : ""))
                    .param("lane", head.lane())
                    .param("latest", head.latest())
                    .query(String.class)
                    .optional();
            if (id.isPresent()) {
                return id.map(task -> begin(task, claimant, now));
            }
        }
        return Optional.empty();
    }

    private Task begin(String id, Claimant claimant, long now) {
        Task begun = jdbc.sql("""
                        update task set state = 'running', attempt = attempt + 1, fence = fence + 1, holder = :holder,
                               lease_until = :lease, started_at = :now, progress = null
                        where id = :id and state = 'pending' returning *""")
                .param("holder", claimant.name())
                .param("lease", claimant.local() ? null : now + LEASE.toMillis(), Types.BIGINT)
                .param("now", now)
                .param("id", id)
                .query(TaskRows::task)
                .single();
        jdbc.sql("insert into attempt (task_id, fence, holder, started_at) values (?, ?, ?, ?)")
                .params(id, begun.fence(), claimant.name(), now)
                .update();
        meters.claimed();
        return begun;
    }

    /** @param latest only what waits since then or longer */
    private record Head(String lane, long place, long latest) {}

    /** The lanes that are open to the claimant and hold something, by the place of their first task. */
    private List<Head> heads(Claimant claimant, boolean followed, long now) {
        List<Claimant> freer = followed ? List.of() : claimants.freerThan(claimant, now);
        var gone = claimants.gone(now);
        return lanes().stream()
                .filter(lane -> lane.followed() == followed)
                .filter(lane -> lane.openTo(claimant.name(), claimant.capabilities(), gone))
                .flatMap(lane -> head(
                        lane,
                        !lane.isFor(claimant.name())
                                        && freer.stream()
                                                .anyMatch(
                                                        other -> lane.openTo(other.name(), other.capabilities(), gone))
                                ? now - COURTESY.toMillis()
                                : now)
                        .stream())
                .sorted(Comparator.comparing(Head::place))
                .toList();
    }

    private Optional<Head> head(Lane lane, long latest) {
        return jdbc.sql("select place from task where state = 'pending' and lane = :lane and waiting_since <= :latest"
                        + " order by place, id limit 1")
                .param("lane", lane.name())
                .param("latest", latest)
                .query(Long.class)
                .optional()
                .map(place -> new Head(lane.name(), place, latest));
    }

    private List<Lane> lanes() {
        return jdbc.sql("select name from lane").query(String.class).list().stream()
                .map(lane -> Lane.parse(String.valueOf(lane)))
                .toList();
    }

    @Override
    public boolean renew(Task claim, @Nullable String progress) {
        return renew(claim.id(), claim.fence(), progress);
    }

    /** As {@link #renew(Task, String)}, for a claim of which these two are known. */
    public boolean renew(String id, long fence, @Nullable String progress) {
        Optional<Task> held =
                database.read(() -> select(id).filter(now -> now.state() == TaskState.RUNNING && now.fence() == fence));
        if (held.isEmpty()
                || (progress == null
                        && !database.isShared()
                        && name.equals(held.get().holder()))) {
            return held.isPresent(); // a claim of this very process ends with it: it has no lease
        }
        return database.write(() -> jdbc.sql("""
                        update task set lease_until = case when lease_until is null then null else :lease end,
                               progress = coalesce(:progress, progress)
                        where id = :id and fence = :fence and state = 'running'""")
                        .param("lease", database.now() + LEASE.toMillis())
                        .param("progress", progress, Types.VARCHAR)
                        .param("id", id)
                        .param("fence", fence)
                        .update()
                == 1);
    }

    @Override
    public Task report(Task claim, Outcome outcome) {
        return report(claim.id(), claim.fence(), outcome);
    }

    /** As {@link #report(Task, Outcome)}, for a claim of which these two are known. */
    public Task report(String id, long fence, Outcome outcome) {
        Task after = database.write(() -> end(id, fence, outcome)
                .or(() -> select(id).filter(now -> isRepetition(fence, outcome, now)))
                .orElseThrow(() -> refused(id, fence)));
        changed();
        return after;
    }

    private Optional<Task> end(String id, long fence, Outcome outcome) {
        long now = database.now();
        boolean again = outcome instanceof Outcome.HandedBack || outcome instanceof Outcome.Paused;
        Optional<Task> after = jdbc.sql("""
                        update task set state = :state, result = :result, error = :error, lease_until = null,
                               progress = coalesce(:question, progress), attempt = attempt - :uncounted,
                               waiting_since = :now, finished_at = :finished
                        where id = :id and fence = :fence and state = 'running' returning *""")
                .param("state", outcome.state().text())
                .param(
                        "result",
                        outcome instanceof Outcome.Completed completed ? completed.result() : null,
                        Types.VARCHAR)
                .param("error", outcome instanceof Outcome.Failed failed ? failed.error() : null, Types.VARCHAR)
                .param("question", outcome instanceof Outcome.Paused paused ? paused.question() : null, Types.VARCHAR)
                .param("uncounted", again ? 1 : 0)
                .param("now", now)
                .param("finished", again ? null : now, Types.BIGINT)
                .param("id", id)
                .param("fence", fence)
                .query(TaskRows::task)
                .optional();
        after.ifPresent(task -> ended(task, outcome.text(), now));
        return after;
    }

    /** The first report's answer was lost on its way. */
    private static boolean isRepetition(long fence, Outcome outcome, Task now) {
        return now.fence() == fence && now.state() == outcome.state() && now.state() != TaskState.PENDING;
    }

    private RuntimeException refused(String id, long fence) {
        meters.refused();
        return select(id)
                .map(now -> ReportRefused.late(now, fence))
                .orElseGet(() -> new ReportRefused("There is no task " + id + " on this board any more."));
    }

    private void ended(Task task, String outcome, long now) {
        jdbc.sql("update attempt set ended_at = ?, outcome = ? where task_id = ? and fence = ? and ended_at is null")
                .params(now, outcome, task.id(), task.fence())
                .update();
        tellOthers();
    }

    /** Of a followed task: the peer took it, under this id. */
    void accepted(Task claim, String remoteId) {
        database.write(() -> jdbc.sql("update task set remote_id = ? where id = ? and fence = ? and state = 'running'")
                .params(remoteId, claim.id(), claim.fence())
                .update());
    }

    /**
     * Cancels a task that has not ended.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it has ended already
     */
    Optional<Task> cancel(String id) {
        return moved(id, TaskState.CANCELLED, () -> {
            long now = database.now();
            return jdbc.sql("""
                            update task set state = 'cancelled', finished_at = :now, lease_until = null
                            where id = :id and state in ('pending', 'running', 'paused') returning *""")
                    .param("now", now)
                    .param("id", id)
                    .query(TaskRows::task)
                    .optional()
                    .map(task -> {
                        ended(task, "cancelled", now);
                        return task;
                    });
        });
    }

    /**
     * Lets a paused task go on, with a human's answer in its context.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it is not paused
     */
    Optional<Task> resume(String id, String answer) {
        return moved(id, TaskState.PENDING, () -> {
            Optional<Task> resumed = jdbc.sql("""
                            update task set state = 'pending', waiting_since = :now, progress = null,
                                   context = context || :said
                            where id = :id and state = 'paused' returning *""")
                    .param("now", database.now())
                    .param("said", select(id).map(task -> said(task, answer)).orElse(""))
                    .param("id", id)
                    .query(TaskRows::task)
                    .optional();
            resumed.ifPresent(task -> tellOthers());
            return resumed;
        });
    }

    private static String said(Task paused, String answer) {
        return (paused.context().isEmpty() ? "" : "\n") + "Asked: " + paused.progress() + "\nAnswered: " + answer;
    }

    private Optional<Task> moved(String id, TaskState to, Supplier<Optional<Task>> move) {
        Optional<Task> after = database.write(move);
        if (after.isEmpty()) {
            find(id).ifPresent(present -> {
                throw new IllegalTaskMove(present, to);
            });
        } else {
            changed();
        }
        return after;
    }

    /**
     * Ends what its holder has lost and what is past its deadline; what was lost for the third time has failed. Called
     * about once a second by every Octo that has the database.
     */
    void tidy() {
        boolean something = database.read(() -> {
            long now = database.now();
            return jdbc.sql("""
                            select 1 from task where state = 'running' and lease_until < :now union all
                            select 1 from task where state in ('pending', 'running', 'paused') and deadline is not null
                                   and deadline < :now limit 1""")
                    .param("now", now)
                    .query(Integer.class)
                    .optional()
                    .isPresent();
        });
        if (something && database.write(this::tidyNow)) {
            changed();
        }
    }

    private boolean tidyNow() {
        long now = database.now();
        List<Task> due = jdbc.sql("""
                        update task set state = 'failed', finished_at = :now, lease_until = null,
                               error = 'Its deadline passed before it was done.'
                        where state in ('pending', 'running', 'paused') and deadline is not null and deadline < :now
                        returning *""").param("now", now).query(TaskRows::task).list();
        due.forEach(task -> ended(task, "failed", now));
        boolean justUp = database.upSince() > now - LEASE.toMillis(); // nobody could renew
        List<Task> lost = justUp ? List.of() : lose("lease_until < :now", now);
        meters.reclaimed(lost.size());
        return !due.isEmpty() || !lost.isEmpty();
    }

    /** Before the first claim of this process: whatever its forerunner left running waits again. */
    void recover() {
        database.write(() -> {
            long now = database.now();
            if (!database.isShared()) {
                lose("lease_until is null and holder = :holder", now);
                // the others could not renew while this board was away
                jdbc.sql("update task set lease_until = ? where state = 'running' and lease_until is not null")
                        .param(now + LEASE.plus(LEASE).toMillis())
                        .update();
            }
            return now;
        });
        changed();
    }

    private List<Task> lose(String which, long now) {
        List<Task> lost = jdbc.sql("""
                        update task set lease_until = null, waiting_since = :now,
                               state = case when attempt >= :most and kind <> 'peer' then 'failed' else 'pending' end,
                               finished_at = case when attempt >= :most and kind <> 'peer' then cast(:now as bigint) end,
                               error = case when attempt >= :most and kind <> 'peer' then 'It was cut off ' || attempt
                                       || ' times by the end of the Octo that worked on it.' end
                        where state = 'running' and\s""" + which + " returning *")
                .param("now", now)
                .param("most", Task.MOST_ATTEMPTS)
                .param("holder", name)
                .query(TaskRows::task)
                .list();
        lost.forEach(task -> ended(task, "lost", now));
        return lost;
    }

    /** Tasks of this Octo's whose end was not announced yet, the oldest end first. */
    List<Task> unannounced(int most) {
        return database.read(
                () -> jdbc.sql("""
                        select * from task where posted_by = ? and announced = 0 and finished_at is not null
                        order by finished_at limit ?""").params(name, most).query(TaskRows::task).list());
    }

    void announced(List<Task> tasks) {
        if (!tasks.isEmpty()) {
            database.write(() -> jdbc.sql("update task set announced = 1 where id in (:ids)")
                    .param("ids", tasks.stream().map(Task::id).toList())
                    .update());
        }
    }

    /** Removes what ended before {@code days}, and the oldest of what takes more than {@code bytes} together. */
    int forget(int days, long bytes) {
        return database.write(() -> jdbc.sql("""
                        delete from task where announced = 1 and finished_at is not null and id in (
                          select id from (
                            select id, finished_at, sum(length(text) + length(context) + coalesce(length(result), 0)
                                   + coalesce(length(error), 0)) over (order by finished_at desc, id) as total
                            from task where finished_at is not null) ended
                          where finished_at < :before or total > :bytes)""")
                .param("before", database.now() - Duration.ofDays(days).toMillis())
                .param("bytes", bytes)
                .update());
    }

    private Task insertOrFind(NewTask task) {
        Lane lane = Lane.of(task, name);
        jdbc.sql("insert into lane (name) values (?) on conflict do nothing")
                .param(lane.name())
                .update();
        return Stream.generate(() -> "swarm-%08x".formatted(random.nextInt()))
                .limit(TRIES_FOR_AN_ID)
                .flatMap(id -> insert(task, lane, id).or(() -> sameKey(task)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free task id was found."));
    }

    private Optional<Task> insert(NewTask task, Lane lane, String id) {
        long now = database.now();
        var deadline = task.deadline();
        Optional<Task> posted = jdbc.sql("""
                        insert into task (id, kind, text, context, priority, lane, place, path, origin, posted_by, conversation,
                                          idempotency_key, deadline, state, peer, created_at, waiting_since)
                        values (:id, :kind, :text, :context, :priority, :lane, :place, :path, :origin, :poster, :conversation,
                                :key, :deadline, 'pending', :peer, :now, :now)
                        on conflict do nothing returning *""")
                .param("id", id)
                .param("kind", task.kind().text())
                .param("text", task.text())
                .param("context", task.context())
                .param("priority", task.priority().ordinal())
                .param("lane", lane.name())
                .param("place", now - task.priority().ordinal() * STEP_OF_PRIORITY_MILLIS)
                .param("path", String.join(" ", task.path()))
                .param(
                        "origin",
                        task.path().isEmpty()
                                ? null
                                : task.path().get(task.path().size() - 1),
                        Types.VARCHAR)
                .param("poster", name)
                .param("conversation", task.conversation(), Types.VARCHAR)
                .param("key", task.idempotencyKey(), Types.VARCHAR)
                .param("deadline", deadline == null ? null : deadline.toEpochMilli(), Types.BIGINT)
                .param("peer", task.peer(), Types.VARCHAR)
                .param("now", now)
                .query(TaskRows::task)
                .optional();
        posted.ifPresent(fresh -> tellOthers());
        return posted;
    }

    private Optional<Task> sameKey(NewTask task) {
        return jdbc.sql("select * from task where idempotency_key = :key")
                .param("key", task.idempotencyKey(), Types.VARCHAR)
                .query(TaskRows::task)
                .optional();
    }

    private Optional<Task> select(String id) {
        return jdbc.sql("select * from task where id = ?")
                .param(id)
                .query(TaskRows::task)
                .optional();
    }

    /** Wakes the other Octos that have the database, once this transaction is committed. */
    private void tellOthers() {
        if (database.isShared()) {
            jdbc.sql("select pg_notify('" + BoardNews.CHANNEL + "', '')")
                    .query((row, number) -> number)
                    .list();
        }
    }
}
