package io.octoswarm.telegram;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox from the side of the one who sends: what is next in each chat, and how each row fares. Thread-safe, each
 * change is one statement.
 */
final class SendingQueue {
    /** How long what was said is kept: an update that it answers comes within a day. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final long bot;

    SendingQueue(JdbcClient jdbc, Clock clock, long bot) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.bot = bot;
    }

    /**
     * A row.
     *
     * @param edits the message that it replaces; null: it is a new one
     * @param file what goes along as a file; null: nothing
     */
    record Item(
            long id,
            Place place,
            String purpose,
            @Nullable String html,
            String plain,
            @Nullable String file,
            @Nullable Integer replyTo,
            @Nullable Integer edits,
            boolean unclear,
            int after,
            boolean last) {}

    /** The first row of each chat that waits, or whose sending had no clear end. */
    List<Item> heads() {
        return jdbc.sql("""
                        select o.*, e.message_id as edited, e.state as edited_state,
                               not exists (select 1 from telegram_outbox later where later.bot = o.bot
                                           and later.purpose = o.purpose and later.part > o.part) as last
                        from telegram_outbox o left join telegram_outbox e on e.id = o.edits
                        where o.id in (select min(id) from telegram_outbox
                                       where bot = :bot and state in ('waiting', 'sending') group by chat)
                        order by o.id""").param("bot", bot).query(SendingQueue::item).list();
    }

    /** From here on it may have been said. False: it was taken back since it was looked at. */
    boolean sending(Item item, int newest) {
        return jdbc.sql("""
                        update telegram_outbox set state = 'sending', after_id = ?
                        where id = ? and state in ('waiting', 'sending')""").params(newest, item.id()).update() == 1;
    }

    /** It was surely not said. */
    void waiting(Item item) {
        jdbc.sql("update telegram_outbox set state = 'waiting' where id = ?")
                .param(item.id())
                .update();
    }

    void sent(Item item, int message) {
        jdbc.sql("update telegram_outbox set state = 'sent', message_id = ?, sent_at = ? where id = ?")
                .params(message, clock.instant().toString(), item.id())
                .update();
    }

    void failed(Item item, String why) {
        jdbc.sql("update telegram_outbox set state = 'failed', why = ? where id = ?")
                .params(why, item.id())
                .update();
    }

    /** Telegram refuses its looks: it goes as plain text. */
    void plain(Item item) {
        jdbc.sql("update telegram_outbox set state = 'waiting', html = null where id = ?")
                .param(item.id())
                .update();
    }

    /** Its topic is gone. */
    void withoutTopic(Item item) {
        jdbc.sql("update telegram_outbox set state = 'waiting', topic = null where id = ?")
                .param(item.id())
                .update();
    }

    /** The message that it was to replace is gone. */
    void withoutEdit(Item item) {
        jdbc.sql("update telegram_outbox set state = 'waiting', edits = null where id = ?")
                .param(item.id())
                .update();
    }

    /** A chat has another id from here on, and counts its messages anew: what is to be said answers none of them. */
    void moved(long from, long to) {
        jdbc.sql("""
                        update telegram_outbox set chat = ?, reply_to = null, edits = null, after_id = 0, state = 'waiting'
                        where bot = ? and chat = ? and state in ('waiting', 'sending')""").params(to, bot, from).update();
    }

    /** Whether this bot said a message. */
    boolean isOurs(long chat, int message) {
        return jdbc.sql("select count(*) from telegram_outbox where bot = ? and chat = ? and message_id = ?")
                        .params(bot, chat, message)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The newest message that was seen or sent in a chat. */
    int newest(long chat) {
        return jdbc.sql("select newest from telegram_chat where bot = ? and chat = ?")
                .params(bot, chat)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void seen(long chat, int message) {
        jdbc.sql("""
                        insert into telegram_chat (bot, chat, newest) values (?, ?, ?)
                        on conflict (bot, chat) do update set newest = max(newest, excluded.newest)""").params(bot, chat, message).update();
    }

    /** Forgets what was said long ago. */
    void clean() {
        jdbc.sql("""
                        delete from telegram_outbox where bot = ? and state in ('sent', 'dropped', 'failed')
                        and created_at < ? and id not in (select edits from telegram_outbox where edits is not null)""").params(bot, clock.instant().minus(KEPT).toString()).update();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getLong("id"),
                new Place(row.getLong("chat"), whole(row, "topic")),
                row.getString("purpose"),
                row.getString("html"),
                row.getString("plain"),
                row.getString("file"),
                whole(row, "reply_to"),
                "sent".equals(row.getString("edited_state")) ? whole(row, "edited") : null,
                row.getString("state").equals("sending"),
                row.getInt("after_id"),
                row.getBoolean("last"));
    }

    private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
