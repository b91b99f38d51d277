package io.octoswarm.discovery;

import io.octoswarm.peer.Peer;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The peers that a person has let in, by name, address and certificate, in the database. Thread-safe. */
@Component
class Approvals {
    private final JdbcClient jdbc;
    private final Clock clock;

    Approvals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean contains(Peer peer) {
        return jdbc.sql("select count(*) from approved_peer where name = ? and url = ? and fingerprint = ?")
                        .params(peer.key(), peer.url().toString(), fingerprint(peer))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void add(Peer peer) {
        jdbc.sql("""
                insert into approved_peer (name, url, fingerprint, approved_at) values (?, ?, ?, ?)
                on conflict (name, url) do update set fingerprint = excluded.fingerprint""")
                .params(
                        peer.key(),
                        peer.url().toString(),
                        fingerprint(peer),
                        clock.instant().toString())
                .update();
    }

    private static String fingerprint(Peer peer) {
        return peer.fingerprint() == null ? "" : peer.fingerprint().toString();
    }

    /** At whatever address; false: there was none. */
    boolean remove(String key) {
        return jdbc.sql("delete from approved_peer where name = ?").param(key).update() > 0;
    }
}
