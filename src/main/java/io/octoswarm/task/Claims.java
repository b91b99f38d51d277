package io.octoswarm.task;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the task that fits a claimer best, and makes it its own. */
final class Claims {
    /** An Octo with much to do leaves a task to a freer one for so long. */
    static final Duration COURTESY = Duration.ofSeconds(2);

    /** What finds the task also makes sure that it still waits. The claim is noted as an attempt when it ends. */
    private static final String BEGIN = """
            update task set state = 'running', attempt = attempt + 1, fence = fence + 1, holder = :holder,
                   request = :request, lease_until = :lease, started_at = :now, progress = null
            where id = (%s) returning *""";

    private static final String FIRST_OF_ONE_LANE = """
            select id from task where state = 'pending' and lane = :lane and waiting_since <= :latest
            order by place, id limit 1""";

    /** Of the firsts of each lane. Their rows are locked until the end of the statement; others skip them meanwhile. */
    private static final String FIRST_OF_ALL_LANES = """
            select first.id from unnest(cast(:lanes as text[]), cast(:latest as bigint[])) as open (lane, latest)
            cross join lateral (select id, place from task where state = 'pending' and lane = open.lane
                   and waiting_since <= open.latest order by place, id limit 1 for update skip locked) as first
            order by first.place, first.id limit 1""";

    private final BoardDatabase database;
    private final Claimants claimants;
    private final Lanes lanes;
    private final TaskMeters meters;
    private final JdbcClient jdbc;

    Claims(BoardDatabase database, TaskMeters meters) {
        this.database = database;
        this.claimants = new Claimants(database);
        this.lanes = new Lanes(database);
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

    /** @param request the same one gives the same claim while that is valid: its answer was lost; null: none */
    Optional<Task> claim(Claimant claimant, @Nullable String request) {
        present(claimant);
        Optional<Task> task = request == null ? Optional.empty() : repeated(claimant, request);
        task = task.isPresent() ? task : take(claimant, request, false);
        task.ifPresent(taken -> claimants.took(claimant));
        return task;
    }

    /** Of the tasks that a peer does: the claimant is to follow it there. */
    Optional<Task> claimFollowed(Claimant claimant) {
        return take(claimant, null, true);
    }

    private Optional<Task> repeated(Claimant claimant, String request) {
        boolean isUnderWay = database.read(
                () -> jdbc.sql("select 1 from task where state = 'running' and holder = ? and request = ?")
                        .params(claimant.name(), request)
                        .query(Integer.class)
                        .optional()
                        .isPresent());
        return isUnderWay ? database.write(() -> renewed(claimant, request)) : Optional.empty();
    }

    private Optional<Task> renewed(Claimant claimant, String request) {
        return jdbc.sql("""
                        update task set lease_until = :lease
                        where state = 'running' and holder = :holder and request = :request returning *""")
                .param("lease", lease(claimant, database.now()), Types.BIGINT)
                .param("holder", claimant.name())
                .param("request", request)
                .query(TaskRows::task)
                .optional();
    }

    private Optional<Task> take(Claimant claimant, @Nullable String request, boolean followed) {
        Optional<Task> task =
                database.isShared() ? takeAtOnce(claimant, request, followed) : takeFirst(claimant, request, followed);
        task.ifPresent(taken -> meters.claimed());
        return task;
    }

    /** Of PostgreSQL: one way there and back over the network; what finds nothing costs it no write. */
    private Optional<Task> takeAtOnce(Claimant claimant, @Nullable String request, boolean followed) {
        return database.read(() -> {
            long now = database.now();
            return lanes
                    .search(
                            openTo(claimant, now, followed),
                            open -> database.change(() -> firstOf(open, claimant, request, now)))
                    .stream()
                    .findFirst();
        });
    }

    private List<Task> firstOf(List<Head> open, Claimant claimant, @Nullable String request, long now) {
        return begin(FIRST_OF_ALL_LANES, claimant, request, now)
                .param("lanes", open.stream().map(Head::lane).toArray(String[]::new))
                .param("latest", open.stream().map(Head::latest).toArray(Long[]::new))
                .query(TaskRows::task)
                .list();
    }

    /**
     * Of SQLite: looks first, without a transaction, as most looks find nothing. Then takes from the first lane that still
     * has something; what came into another one meanwhile has woken the claimer anew.
     */
    private Optional<Task> takeFirst(Claimant claimant, @Nullable String request, boolean followed) {
        List<Head> heads = database.read(() -> lanes.firsts(openTo(claimant, database.now(), followed)));
        return heads.stream()
                .flatMap(head -> database.write(() -> takeFrom(head, claimant, request)).stream())
                .findFirst();
    }

    private Optional<Task> takeFrom(Head head, Claimant claimant, @Nullable String request) {
        return begin(FIRST_OF_ONE_LANE, claimant, request, database.now())
                .param("lane", head.lane())
                .param("latest", head.latest())
                .query(TaskRows::task)
                .optional();
    }

    private JdbcClient.StatementSpec begin(String first, Claimant claimant, @Nullable String request, long now) {
        return jdbc.sql(BEGIN.formatted(first))
                .param("holder", claimant.name())
                .param("request", request, Types.VARCHAR)
                .param("lease", lease(claimant, now), Types.BIGINT)
                .param("now", now);
    }

    private static @Nullable Long lease(Claimant claimant, long now) {
        return claimant.local() ? null : Long.valueOf(now + TaskBoard.LEASE.toMillis());
    }

    /** Since when a task of a lane must have waited for the claimant to take it; empty: it may not. */
    private Function<Lane, OptionalLong> openTo(Claimant claimant, long now, boolean followed) {
        List<Claimant> freer = followed ? List.of() : claimants.freerThan(claimant, now);
        Predicate<String> gone = claimants.gone(now);
        return lane -> {
            if (lane.followed() != followed || !lane.openTo(claimant.name(), claimant.capabilities(), gone)) {
                return OptionalLong.empty();
            }
            boolean left = !lane.isFor(claimant.name()) && isOpenToOneOf(freer, lane, gone);
            return OptionalLong.of(
                    left ? now - COURTESY.toMillis() : Long.MAX_VALUE); // the clock may have been set back
        };
    }

    private static boolean isOpenToOneOf(List<Claimant> others, Lane lane, Predicate<String> gone) {
        return others.stream().anyMatch(other -> lane.openTo(other.name(), other.capabilities(), gone));
    }
}
