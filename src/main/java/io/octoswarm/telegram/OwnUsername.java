package io.octoswarm.telegram;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The username of this Octo's bot, also before Telegram is reached after a restart: other Octos ask for it at any time,
 * and must not think meanwhile that it has no bot. Thread-safe.
 */
@Component
class OwnUsername {
    private final TelegramSettings settings;
    private final JdbcClient jdbc;
    private volatile @Nullable String username;

    OwnUsername(TelegramSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.username = settings.token().map(this::remembered).orElse(null);
    }

    /** Without the {@code @}; null: unknown, or this Octo is in no group. */
    @Nullable
    String get() {
        return settings.mode() == TelegramSettings.Mode.GROUP ? username : null;
    }

    void is(Bot bot) {
        username = bot.username();
        jdbc.sql("""
                        insert into telegram_bot (id, username) values (?, ?)
                        on conflict (id) do update set username = excluded.username""").params(bot.id(), bot.username()).update();
    }

    /** A token begins with the bot's id. */
    private @Nullable String remembered(String token) {
        return jdbc.sql("select username from telegram_bot where id = ?")
                .param(token.split(":", 2)[0])
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
