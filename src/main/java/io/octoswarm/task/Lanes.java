package io.octoswarm.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lanes of a board. They change seldom: what is known of them is asked for anew once a second. Thread-safe. */
final class Lanes {
    private static final long MILLIS_TO_TRUST = 1_000;
    private static final int AT_ONCE = 100;

    private record Known(List<Lane> lanes, long at) {}

    private final BoardDatabase database;
    private volatile Known known = new Known(List.of(), 0);

    Lanes(BoardDatabase database) {
        this.database = database;
    }

    /**
     * The lanes that hold something, by the place of their first task.
     *
     * @param open gives the latest time since which a task of the lane must have waited; empty: the lane does not count
     */
    List<Head> firsts(Function<Lane, OptionalLong> open) {
        return search(open, this::query);
    }

    /**
     * Looks in the open lanes that are known; where nothing is found, in all that there are.
     *
     * @param open as above
     * @param look gets the open lanes, their places unknown
     */
    <T> List<T> search(Function<Lane, OptionalLong> open, Function<List<Head>, List<T>> look) {
        Known before = known;
        long now = database.now();
        List<T> found = before.at() + MILLIS_TO_TRUST < now ? List.of() : look(before.lanes(), open, look);
        if (!found.isEmpty()) {
            return found;
        }
        known = new Known(all(), now);
        return look(known.lanes(), open, look);
    }

    private static <T> List<T> look(
            List<Lane> lanes, Function<Lane, OptionalLong> open, Function<List<Head>, List<T>> look) {
        List<Head> latest = new ArrayList<>();
        for (Lane lane : lanes) {
            open.apply(lane).ifPresent(since -> latest.add(new Head(lane.name(), 0, since)));
        }
        return latest.isEmpty() ? List.of() : look.apply(latest);
    }

    private List<Lane> all() {
        return database.jdbc().sql("select name from lane").query(String.class).list().stream()
                .map(name -> Lane.parse(String.valueOf(name)))
                .toList();
    }

    private List<Head> query(List<Head> open) {
        List<Head> heads = new ArrayList<>();
        for (int from = 0; from < open.size(); from += AT_ONCE) {
            heads.addAll(heads(open.subList(from, Math.min(open.size(), from + AT_ONCE))));
        }
        heads.sort(Comparator.comparing(Head::place));
        return heads;
    }

    /** One statement for all of them: each takes the first entry of its part of the index. */
    private List<Head> heads(List<Head> lanes) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < lanes.size(); i++) {
            values.put("lane" + i, lanes.get(i).lane());
            values.put("latest" + i, lanes.get(i).latest());
        }
        String query = IntStream.range(0, lanes.size())
                .mapToObj(i -> "select * from (select lane, place, cast(:latest" + i + " as bigint) as latest from task"
                        + " where state = 'pending' and lane = :lane" + i + " and waiting_since <= :latest" + i
                        + " order by place, id limit 1) lane" + i)
                .collect(Collectors.joining(" union all "));
        return database.jdbc()
                .sql(query)
                .params(values)
                .query((row, number) -> new Head(row.getString("lane"), row.getLong("place"), row.getLong("latest")))
                .list();
    }
}
