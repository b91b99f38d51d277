package io.octoswarm.task;

import java.sql.Types;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the task that fits a claimer best, and makes it its own. */
final class Claims {
    /** An Octo with much to do leaves a task to a freer one for so long. */
    static final Duration COURTESY = Duration.ofSeconds(2);

    /** @param latest only what waits since then or longer */
    private record Head(String lane, long place, long latest) {}

    private final BoardDatabase database;
    private final Claimants claimants;
    private final TaskMeters meters;
    private final JdbcClient jdbc;

    Claims(BoardDatabase database, TaskMeters meters) {
        this.database = database;
        this.claimants = new Claimants(database);
        this.meters = meters;
        this.jdbc = database.jdbc();
    }

    /** The claimant is there, though it may not look for work now. */
    void present(Claimant claimant) {
        database.read(() -> {
            claimants.seen(claimant, database.now());
            return claimant;
        });
    }

    /**
     * Looks first, without a transaction: most looks find nothing, and then cost no write.
     *
     * @param request the same one gives the same claim while that is valid: its answer was lost; null: none
     */
    Optional<Task> claim(Claimant claimant, @Nullable String request) {
        boolean something = database.read(() -> {
            long now = database.now();
            claimants.seen(claimant, now);
            return !heads(claimant, false, now).isEmpty() || (request != null && isUnderWay(claimant, request));
        });
        return something ? database.write(() -> claimNow(claimant, request)) : Optional.empty();
    }

    /** Of the tasks that a peer does: the claimant is to follow it there. */
    Optional<Task> claimFollowed(Claimant claimant) {
        boolean something =
                database.read(() -> !heads(claimant, true, database.now()).isEmpty());
        return something ? database.write(() -> take(claimant, true, null)) : Optional.empty();
    }

    private Optional<Task> claimNow(Claimant claimant, @Nullable String request) {
        Optional<Task> task = (request == null ? Optional.<Task>empty() : repeated(claimant, request))
                .or(() -> take(claimant, false, request));
        task.ifPresent(taken -> claimants.took(claimant));
        return task;
    }

    private boolean isUnderWay(Claimant claimant, String request) {
        return jdbc.sql("select 1 from attempt where holder = ? and request = ? and ended_at is null")
                .params(claimant.name(), request)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Optional<Task> repeated(Claimant claimant, String request) {
        return jdbc.sql("""
                        update task set lease_until = :lease where state = 'running' and (id, fence) in (select task_id, fence
                               from attempt where holder = :holder and request = :request and ended_at is null)
                        returning *""")
                .param("lease", lease(claimant, database.now()), Types.BIGINT)
                .param("holder", claimant.name())
                .param("request", request)
                .query(TaskRows::task)
                .optional();
    }

    private Optional<Task> take(Claimant claimant, boolean followed, @Nullable String request) {
        long now = database.now();
        for (Head head : heads(claimant, followed, now)) {
            Optional<String> id = first(head);
            if (id.isPresent()) {
                return id.map(task -> begin(task, claimant, request, now));
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(Head head) {
        return jdbc.sql("select id from task where state = 'pending' and lane = :lane and waiting_since <= :latest"
                        + " order by place, id limit 1"
                        + (database.isShared() ? " for update skip locked" : ""))
                .param("lane", head.lane())
                .param("latest", head.latest())
                .query(String.class)
                .optional();
    }

    private Task begin(String id, Claimant claimant, @Nullable String request, long now) {
        Task begun = jdbc.sql("""
                        update task set state = 'running', attempt = attempt + 1, fence = fence + 1, holder = :holder,
                               lease_until = :lease, started_at = :now, progress = null
                        where id = :id and state = 'pending' returning *""")
                .param("holder", claimant.name())
                .param("lease", lease(claimant, now), Types.BIGINT)
                .param("now", now)
                .param("id", id)
                .query(TaskRows::task)
                .single();
        jdbc.sql("insert into attempt (task_id, fence, holder, started_at, request) values (:id, :fence, :holder, :now,"
                        + " :request)")
                .param("id", id)
                .param("fence", begun.fence())
                .param("holder", claimant.name())
                .param("now", now)
                .param("request", request, Types.VARCHAR)
                .update();
        meters.claimed();
        return begun;
    }

    private static @Nullable Long lease(Claimant claimant, long now) {
        return claimant.local() ? null : Long.valueOf(now + TaskBoard.LEASE.toMillis());
    }

    /** The lanes that are open to the claimant and hold something, by the place of their first task. */
    private List<Head> heads(Claimant claimant, boolean followed, long now) {
        List<Claimant> freer = followed ? List.of() : claimants.freerThan(claimant, now);
        Predicate<String> gone = claimants.gone(now);
        return lanes().stream()
                .filter(lane -> lane.followed() == followed)
                .filter(lane -> lane.openTo(claimant.name(), claimant.capabilities(), gone))
                .flatMap(lane -> {
                    boolean left = !lane.isFor(claimant.name()) && isOpenToOneOf(freer, lane, gone);
                    return head(lane, left ? now - COURTESY.toMillis() : now).stream();
                })
                .sorted(Comparator.comparing(Head::place))
                .toList();
    }

    private static boolean isOpenToOneOf(List<Claimant> others, Lane lane, Predicate<String> gone) {
        return others.stream().anyMatch(other -> lane.openTo(other.name(), other.capabilities(), gone));
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
}
