package io.octoswarm.telegram;

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

    /** Whether something is said, or will be, for a purpose that begins so. */
    boolean begun(String prefix) {
        return jdbc.sql("""
                        select count(*) from telegram_outbox
                        where bot = :bot and purpose >= :from and purpose < :to and state <> 'dropped'""")
                        .param("bot", bot)
                        .param("from", prefix)
                        .param("to", prefix + Character.MAX_VALUE)
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

    /** How many rows wait. */
    int waiting() {
        return jdbc.sql("select count(*) from telegram_outbox where bot = ? and state in ('waiting', 'sending')")
                .param(bot)
                .query(Integer.class)
                .single();
    }

    /**
     * The row whose message is to be replaced; null: nothing was said, or it was taken back just now. It gives up its
     * purpose: what stands in its place is not replaced again, and something new may be said for that purpose.
     */
    private @Nullable Long replaced(String purpose) {
        Long row = drop(purpose)
                ? null
                : jdbc.sql("select id from telegram_outbox where bot = ? and purpose = ? order by part limit 1")
                        .params(bot, purpose)
                        .query(Long.class)
                        .single();
        jdbc.sql("update telegram_outbox set purpose = purpose || '#' || id where bot = ? and purpose = ?")
                .params(bot, purpose)
                .update();
        return row;
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
}
