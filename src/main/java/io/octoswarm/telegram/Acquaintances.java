package io.octoswarm.telegram;

import io.octoswarm.instance.Role;
import io.octoswarm.peer.KnownPeer;
import io.octoswarm.peer.PeerInfo;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What peers last said of their part in the group; outlives their being away and our restarts. Thread-safe. */
@Component
class Acquaintances {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private final JdbcClient jdbc;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    Acquaintances(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("select name, username, role from telegram_member")
                .query((row, number) ->
                        new Told(row.getString("name"), row.getString("username"), row.getString("role")))
                .list()
                .forEach(member -> told.put(key(member.name), member));
    }

    /**
     * What one said.
     *
     * @param username of its bot, without the {@code @}; null: it has none, or tells nothing of it
     * @param role null: it is no Octo of this kind
     */
    record Told(
            String name,
            @Nullable String username,
            @Nullable String role) {
        /** It is of our kind, and would tell if it had a bot in the group. */
        boolean hasNoBot() {
            return role != null && username == null;
        }

        boolean supervisor() {
            return Role.SUPERVISOR.text().equals(role);
        }
    }

    /** Empty: it never said anything. */
    Optional<Told> of(KnownPeer known) {
        PeerInfo info = known.status().info();
        String name = known.peer().name();
        if (info == null) {
            return Optional.ofNullable(told.get(key(name)));
        }
        String username = info.telegramUsername();
        boolean possible = username != null && USERNAME.matcher(username).matches(); // it is said in the group
        Told now = new Told(name, possible ? username : null, info.role());
        if (!now.equals(told.put(key(name), now))) {
            keep(now);
        }
        return Optional.of(now);
    }

    private void keep(Told now) {
        jdbc.sql("""
                        insert into telegram_member (name, username, role) values (?, ?, ?)
                        on conflict (name) do update set username = excluded.username, role = excluded.role""").param(now.name).param(now.username).param(now.role).update();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
