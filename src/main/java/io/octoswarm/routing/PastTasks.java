package io.octoswarm.routing;

import io.octoswarm.instance.PlainText;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each peer was given and ended well: a little evidence for the next time. The newest 20 tasks of a peer count; they
 * are kept in the database and, for the router, in memory. Thread-safe: a peer's list is replaced whole, under the map's
 * lock for that peer.
 */
@Component
public class PastTasks {
    private static final Logger log = LoggerFactory.getLogger(PastTasks.class);
    private static final int MOST_OF_A_PEER = 20;
    private static final int LONGEST_TASK = 200;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, List<String>> tasks = new ConcurrentHashMap<>();

    PastTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        jdbc.sql("select peer, text from past_task order by ended_at")
                .query((row, number) -> remember(row.getString("peer"), row.getString("text")))
                .list();
    }

    /** The peer answered this task. Losing one is no harm, so a database that refuses is only told of. */
    public void endedWell(String peer, String task) {
        String text = shortened(task);
        if (of(peer).contains(text)) {
            return;
        }
        remember(key(peer), text);
        try {
            jdbc.sql("insert into past_task (peer, text, ended_at) values (?, ?, ?)")
                    .params(key(peer), text, clock.instant().toString())
                    .update();
            jdbc.sql(
                            "delete from past_task where peer = :peer and ended_at < (select min(ended_at) from"
                                    + " (select ended_at from past_task where peer = :peer order by ended_at desc limit :most))")
                    .param("peer", key(peer))
                    .param("most", MOST_OF_A_PEER)
                    .update();
        } catch (DataAccessException refused) {
            log.warn("A task that {} ended well could not be kept for later: {}", peer, refused.getMessage());
        }
    }

    /** The newest last. */
    List<String> of(String peer) {
        return tasks.getOrDefault(key(peer), List.of());
    }

    private List<String> remember(String peer, String task) {
        return tasks.merge(peer, List.of(task), (before, added) -> {
            Deque<String> all = new ArrayDeque<>(before);
            all.addAll(added);
            while (all.size() > MOST_OF_A_PEER) {
                all.removeFirst();
            }
            return List.copyOf(all);
        });
    }

    private static String key(String peer) {
        return peer.toLowerCase(Locale.ROOT);
    }

    private static String shortened(String task) {
        return PlainText.of(task, LONGEST_TASK);
    }
}
