package io.octoswarm.telegram;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that one bot is to say, in the database. What stands here is said, once for each purpose, in the order of its
 * chat; a row leaves when there is a receipt for it. Thread-safe.
 */
final class Outbox {
    private static final int MOST_PIECES = 4;
    private static final int LONGEST_FILE = 5_000_000;
    private static final String LONG = "\n\n(The whole text is in the file.)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final long bot;
    private volatile Runnable wake = () -> {};

    Outbox(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, long bot) {
        this.jdbc = jdbc;
        this.transactions = transactions;
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

    /** Called after each change that gives something to do. */
    void onNews(Runnable wake) {
        this.wake = wake;
    }

    /**
     * Says a text, once for each purpose.
     *
     * @param purpose what it is for
     * @param markdown the text, of any length; a very long one goes as a file
     * @param replyTo the message that it answers; null: none
     * @param instead the purpose of an earlier message that it replaces, if there is one; null: none
     * @return false: something is said for this purpose already
     */
    boolean say(Place place, String purpose, String markdown, @Nullable Integer replyTo, @Nullable String instead) {
        List<Pieces.Piece> pieces = Pieces.of(Markup.runs(markdown));
        boolean added = Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (known(purpose)) {
                return false;
            }
            Long edits = instead == null ? null : replaced(instead);
            if (pieces.size() > MOST_PIECES) {
                Pieces.Piece first = Pieces.of(
                                Markup.plain(shortened(pieces.get(0).plain())))
                        .get(0);
                insert(place, purpose, 0, first, null, replyTo, edits);
                insert(place, purpose, 1, new Pieces.Piece("", "answer.md"), file(markdown), replyTo, null);
                return true;
            }
            for (int part = 0; part < pieces.size(); part++) {
                insert(
                        place,
                        purpose,
                        part,
                        pieces.get(part),
                        null,
                        part == 0 ? replyTo : null,
                        part == 0 ? edits : null);
            }
            if (pieces.isEmpty()) {
                insert(place, purpose, 0, new Pieces.Piece("(nothing)", "(nothing)"), null, replyTo, edits);
            }
            return true;
        }));
        wake.run();
        return added;
    }

    /** Whether something is said, or will be, for a purpose. */
    boolean known(String purpose) {
        return jdbc.sql("select count(*) from telegram_outbox where bot = ? and purpose = ?")
                        .params(bot, purpose)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Takes back what was not begun to be sent. True: nothing of it will be said. */
    boolean drop(String purpose) {
        jdbc.sql("update telegram_outbox set state = 'dropped' where bot = ? and purpose = ? and state = 'waiting'")
                .params(bot, purpose)
                .update();
        return jdbc.sql(
                                "select count(*) from telegram_outbox where bot = ? and purpose = ? and state in ('sending', 'sent')")
                        .params(bot, purpose)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** The receipt: the id of the last message that was sent for a purpose, when all of them were. */
    Optional<Integer> receipt(String purpose) {
        return jdbc.sql("""
                        select max(message_id) from telegram_outbox where bot = :bot and purpose = :purpose
                        having count(*) > 0 and sum(state <> 'sent') = 0""")
                .param("bot", bot)
                .param("purpose", purpose)
                .query(Integer.class)
                .optional();
    }

    /** The first row of each chat that waits, or whose sending had no clear end. */
    List<Item> heads() {
        return jdbc.sql("""
                        select o.*, e.message_id as edited, e.state as edited_state,
                               not exists (select 1 from telegram_outbox later where later.bot = o.bot
                                           and later.purpose = o.purpose and later.part > o.part) as last
                        from telegram_outbox o left join telegram_outbox e on e.id = o.edits
                        where o.id in (select min(id) from telegram_outbox
                                       where bot = :bot and state in ('waiting', 'sending') group by chat)
                        order by o.id""").param("bot", bot).query(Outbox::item).list();
    }

    /** From here on it may have been said. */
    void sending(Item item, int newest) {
        jdbc.sql("update telegram_outbox set state = 'sending', after_id = ? where id = ?")
                .params(newest, item.id())
                .update();
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

    /** How many rows wait. */
    int waiting() {
        return jdbc.sql("select count(*) from telegram_outbox where bot = ? and state in ('waiting', 'sending')")
                .param(bot)
                .query(Integer.class)
                .single();
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

    /** The row whose message is to be replaced; null: nothing was said, or it was taken back just now. */
    private @Nullable Long replaced(String purpose) {
        return drop(purpose)
                ? null
                : jdbc.sql("select id from telegram_outbox where bot = ? and purpose = ? order by part limit 1")
                        .params(bot, purpose)
                        .query(Long.class)
                        .single();
    }

    private void insert(
            Place place,
            String purpose,
            int part,
            Pieces.Piece piece,
            @Nullable String file,
            @Nullable Integer replyTo,
            @Nullable Long edits) {
        jdbc.sql("""
                        insert into telegram_outbox
                            (bot, chat, topic, purpose, part, html, plain, file, reply_to, edits, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(bot)
                .param(place.chat())
                .param(place.topic())
                .param(purpose)
                .param(part)
                .param(file == null ? piece.html() : null)
                .param(piece.plain())
                .param(file)
                .param(replyTo)
                .param(edits)
                .param(clock.instant().toString())
                .update();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), Pieces.LONGEST - LONG.length())) + LONG;
    }

    private static String file(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_FILE));
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
