package io.octoswarm.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Telegram told one bot, kept until it is dealt with. An update stands here before it is confirmed to Telegram, so
 * that none is lost; it goes from new to done, or to mine (this Octo is to answer) or held (it may have to) and then to done. Thread-safe.
 */
final class Updates {
    /** How long a done update is kept, so that the same one is known again. */
    private static final Duration KEPT = Duration.ofDays(2);
    /** After a week without any, Telegram begins to count anew. */
    private static final Duration NUMBERS_HOLD = Duration.ofDays(6);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final long bot;

    Updates(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, long bot) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.bot = bot;
    }

    /** An update as it is stored. */
    record Stored(long id, String json, Instant receivedAt) {}

    /** Keeps them, each once; all of them or, when the process ends here, none. */
    void keep(List<RawUpdates.Raw> updates) {
        String now = clock.instant().toString();
        transactions.executeWithoutResult(transaction -> {
            for (RawUpdates.Raw update : updates) {
                jdbc.sql("""
                                insert into telegram_update (bot, id, body, received_at)
                                values (?, ?, ?, ?) on conflict do nothing""").params(bot, update.id(), update.json(), now).update();
            }
            jdbc.sql("""
                            delete from telegram_update where bot = :bot and state = 'done' and received_at < :old
                            and rowid < (select max(rowid) from telegram_update where bot = :bot)""")
                    .param("bot", bot)
                    .param("old", clock.instant().minus(KEPT).toString())
                    .update();
        });
    }

    /** From where to go on: everything before it is confirmed. The one that came last counts; its number may be lower. */
    long offset() {
        return jdbc.sql("select id, received_at from telegram_update where bot = ? order by rowid desc limit 1")
                .param(bot)
                .query((row, number) -> Instant.parse(row.getString("received_at"))
                                .isBefore(clock.instant().minus(NUMBERS_HOLD))
                        ? 0
                        : row.getLong("id") + 1)
                .optional()
                .orElse(0L);
    }

    /** The oldest that nobody has looked at. */
    Optional<Stored> next() {
        return open("new", 0).stream().findFirst();
    }

    /** Those to be answered, the oldest first; at most 20. */
    List<Stored> mine(long after) {
        return open("mine", after);
    }

    /** Those that may become this Octo's, the oldest first; at most 20. */
    List<Stored> held(long after) {
        return open("held", after);
    }

    void held(Stored update) {
        state(update, "held");
    }

    void mine(Stored update) {
        state(update, "mine");
    }

    void done(Stored update) {
        state(update, "done");
    }

    private List<Stored> open(String state, long after) {
        return jdbc.sql(
                        "select id, body, received_at from telegram_update where bot = ? and state = ? and id > ? order by id limit 20")
                .params(bot, state, after)
                .query((row, number) -> new Stored(
                        row.getLong("id"), row.getString("body"), Instant.parse(row.getString("received_at"))))
                .list();
    }

    private void state(Stored update, String state) {
        jdbc.sql("update telegram_update set state = ? where bot = ? and id = ?")
                .params(state, bot, update.id())
                .update();
    }
}
