package io.octoswarm.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final BoardDatabase database;
    private final String name;
    private final JdbcClient jdbc;
    private final TaskTable tasks;
    private final Posting posting;
    private final Claims claims;
    private final Reports reports;
    private final Interventions interventions;
    private final Upkeep upkeep;
    private final Tidings tidings;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param name of the Octo that uses it */
    TaskBoard(BoardDatabase database, String name, TaskMeters meters) {
        this.database = database;
        this.name = name;
        this.jdbc = database.jdbc();
        this.tasks = new TaskTable(database);
        this.posting = new Posting(database, new Inserts(database, tasks, name)::insertOrFind);
        this.claims = new Claims(database, meters);
        this.reports = new Reports(database, tasks, meters, name);
        this.interventions = new Interventions(database, tasks);
        this.tidings = new Tidings(database);
        this.upkeep = new Upkeep(database, tasks, meters, name);
    }

    /** Has {@code listener} called, on any thread, whenever something waits anew or has ended. It must not wait. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells the listeners of this process, and those of others that use the same database. */
    private void changed() {
        heard();
        tidings.tell();
    }

    /** Another Octo may have changed something. */
    void heard() {
        listeners.forEach(Runnable::run);
    }

    /** Puts a task on the board, or finds the one that was posted under the same idempotency key. */
    public Task post(NewTask task) {
        Task posted = posting.post(task);
        changed();
        return posted;
    }

    public Optional<Task> find(String id) {
        return database.read(() -> tasks.find(id));
    }

    /** The claims of a task, the first one first. */
    public List<Attempt> attempts(String id) {
        return database.read(() -> tasks.attempts(id));
    }

    /** The newest first. */
    public List<Task> list(TaskFilter filter, int most) {
        return database.read(() -> filter.query(jdbc, most));
    }

    /**
     * Those that this Octo posted, that have not ended, and whose results go to a conversation; the newest first. Another
     * Octo's terminal has the same name.
     */
    public List<Task> openOf(String conversation, int most) {
        return database.read(() -> jdbc.sql("""
                        select * from task where state in ('pending', 'running', 'paused') and conversation = ?
                        and posted_by = ? order by created_at desc, id limit ?""")
                .params(conversation, name, most)
                .query(TaskRows::task)
                .list());
    }

    /** By the board's clock, by which deadlines are judged. */
    Instant now() {
        return database.read(() -> Instant.ofEpochMilli(database.now()));
    }

    /** Why it could not be used the last time; empty: it could. */
    Optional<String> problem() {
        return database.problem();
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
                        int waiting = row.getInt("waiting");
                        return new Backlog(waiting, waiting == 0 ? 0 : Math.max(0, now - row.getLong("oldest")));
                    })
                    .single();
        });
    }

    @Override
    public Optional<Task> claim(Claimant claimant) {
        return claim(claimant, null);
    }

    /**
     * As {@link #claim(Claimant)}, for one who may not get the answer.
     *
     * @param request chosen by the claimant; asked again under it, it gets the same claim while that is valid; null: none
     */
    public Optional<Task> claim(Claimant claimant, @Nullable String request) {
        return claims.claim(claimant, request);
    }

    /** Takes a task that a peer does: this Octo is to follow it there. */
    Optional<Task> claimFollowed(Claimant claimant) {
        return claims.claimFollowed(claimant);
    }

    /** The claimant is there, though it may not look for work now. */
    void present(Claimant claimant) {
        claims.present(claimant);
    }

    @Override
    public boolean renew(Task claim, @Nullable String progress) {
        return renew(claim.id(), claim.fence(), progress);
    }

    /** As {@link #renew(Task, String)}, for a claim of which these two are known. */
    public boolean renew(String id, long fence, @Nullable String progress) {
        return reports.renew(id, fence, progress);
    }

    @Override
    public Task report(Task claim, Outcome outcome) {
        return report(claim.id(), claim.fence(), outcome);
    }

    /** As {@link #report(Task, Outcome)}, for a claim of which these two are known. */
    public Task report(String id, long fence, Outcome outcome) {
        Task after = reports.report(id, fence, outcome);
        changed();
        return after;
    }

    /** Of a followed task: the peer took it, under this id. */
    void accepted(Task claim, String remoteId) {
        database.write(() -> jdbc.sql("update task set remote_id = ? where id = ? and fence = ? and state = 'running'")
                .params(remoteId, claim.id(), claim.fence())
                .update());
    }

    /** Of a followed task: the peer was heard of, by the follower's clock. */
    void heard(Task claim, Instant at) {
        database.write(() -> jdbc.sql("update task set heard_at = ? where id = ?")
                .params(at.toEpochMilli(), claim.id())
                .update());
    }

    /** Of a followed task: when the peer was last heard of; empty: never. */
    Optional<Instant> lastHeard(String id) {
        return database.read(() -> jdbc.sql("select heard_at from task where id = ? and heard_at is not null")
                .param(id)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli));
    }

    /**
     * Cancels a task that has not ended.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it has ended already
     */
    Optional<Task> cancel(String id) {
        Optional<Task> cancelled = interventions.cancel(id);
        cancelled.ifPresent(task -> changed());
        return cancelled;
    }

    /**
     * Lets a paused task go on, with a human's answer in its context.
     *
     * @return the task as it is then; empty: there is no such task
     * @throws IllegalTaskMove when it is not paused
     */
    Optional<Task> resume(String id, String answer) {
        Optional<Task> resumed = interventions.resume(id, answer);
        resumed.ifPresent(task -> changed());
        return resumed;
    }

    /**
     * Ends what its holder has lost and what is past its deadline; what was lost for the third time has failed. Called
     * about once a second by every Octo that has the database.
     */
    void tidy() {
        if (upkeep.tidy()) {
            changed();
        }
    }

    /** Before the first claim of this process: whatever its forerunner left running waits again. */
    void recover() {
        upkeep.recover();
        changed();
    }

    /** Nobody could renew a claim for a while: none of them counts as lost for another 20 s. */
    void recoverLeases() {
        upkeep.recoverLeases();
    }

    /** Removes the lanes in which nothing waits or may wait again. */
    void forgetLanes() {
        upkeep.forgetLanes();
    }

    /** Removes what ended before {@code days}, and the oldest of what takes more than {@code bytes} together. */
    int forget(int days, long bytes) {
        return upkeep.forget(days, bytes);
    }

    /** Tasks of this Octo's whose end was not announced yet, the oldest end first. */
    List<Task> unannounced(int most) {
        return database.read(
                () -> jdbc.sql("""
                        select * from task where posted_by = ? and announced = 0 and finished_at is not null
                        order by finished_at limit ?""").params(name, most).query(TaskRows::task).list());
    }

    void announced(List<Task> told) {
        if (!told.isEmpty()) {
            database.write(() -> jdbc.sql("update task set announced = 1 where id in (:ids)")
                    .param("ids", told.stream().map(Task::id).toList())
                    .update());
        }
    }
}
