package io.octoswarm.task;

import java.sql.Types;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
     * @param followed it is to be a task that a peer does and that the claimant follows there
     */
    Optional<Task> claim(Claimant claimant, boolean followed) {
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
            Optional<String> id = first(head);
            if (id.isPresent()) {
                return id.map(task -> begin(task, claimant, now));
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

    private Task begin(String id, Claimant claimant, long now) {
        Task begun = jdbc.sql("""
                        update task set state = 'running', attempt = attempt + 1, fence = fence + 1, holder = :holder,
                               lease_until = :lease, started_at = :now, progress = null
                        where id = :id and state = 'pending' returning *""")
                .param("holder", claimant.name())
                .param("lease", claimant.local() ? null : now + TaskBoard.LEASE.toMillis(), Types.BIGINT)
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
