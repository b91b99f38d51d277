package io.octoswarm.telegram;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The group's id, which changes when the group becomes a supergroup; the way there is in the database. Thread-safe. */
@Component
class GroupId {
    private final TelegramSettings settings;
    private final State state;
    private final JdbcClient jdbc;

    GroupId(TelegramSettings settings, State state, JdbcClient jdbc) {
        this.settings = settings;
        this.state = state;
        this.jdbc = jdbc;
    }

    /** As it is now; empty: this Octo is in no group. */
    Optional<Long> present() {
        return settings.mode() == TelegramSettings.Mode.GROUP
                ? settings.groupId().map(this::present)
                : Optional.empty();
    }

    private long present(long chat) {
        Set<Long> seen = new HashSet<>();
        long now = chat;
        while (seen.add(now)) {
            Optional<Long> next = jdbc.sql("select new_chat from telegram_migration where old_chat = ?")
                    .param(now)
                    .query(Long.class)
                    .optional();
            if (next.isEmpty()) {
                return now;
            }
            now = next.get();
        }
        return now;
    }

    /** The group became a supergroup. */
    void moved(long from, long to) {
        jdbc.sql("""
                        insert into telegram_migration (old_chat, new_chat) values (?, ?)
                        on conflict (old_chat) do update set new_chat = excluded.new_chat""").params(from, to).update();
        state.problem(
                "group id",
                "The Telegram group " + from + " has become the supergroup " + to
                        + "; it is followed. Put SWARM_TELEGRAM_GROUP_ID=" + to + " into the settings.");
    }
}
