package io.octoswarm.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which Octo answers which message, as this one knows it; see {@link Claims}. Thread-safe: a claim is one statement. */
final class Register {
    private static final Duration KEPT = Duration.ofDays(2); // Telegram keeps an update for one

    private final JdbcClient jdbc;
    private final Clock clock;

    Register(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Registers a claim here; who answers the message. */
    String claim(long chat, long message, String claimant) {
        jdbc.sql("delete from telegram_claim where claimed_at < ?")
                .param(clock.instant().minus(KEPT).toString())
                .update();
        jdbc.sql("""
                        insert into telegram_claim (chat, message, holder, claimed_at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(chat, message, claimant, clock.instant().toString())
                .update();
        return holder(chat, message).orElse(claimant);
    }

    /** Leaves to another Octo what is registered here for one. */
    void leave(long chat, long message, String claimant, String winner) {
        jdbc.sql("update telegram_claim set holder = ? where chat = ? and message = ? and holder = ?")
                .params(winner, chat, message, claimant)
                .update();
    }

    /** The Octo that answers a message; empty: none claimed it here. */
    Optional<String> holder(long chat, long message) {
        return jdbc.sql("select holder from telegram_claim where chat = ? and message = ?")
                .params(chat, message)
                .query(String.class)
                .optional();
    }
}
