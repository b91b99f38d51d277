package io.octoswarm.conversation;

import io.octoswarm.agent.Memory;
import io.octoswarm.instance.PlainText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All messages, in the database; of each conversation the newest {@value #KEPT}. What is recorded is on the disk when the
 * method returns, and then {@link MessageRecorded} is published. Thread-safe: each change is one statement.
 */
@Component
public class Transcript implements Memory {
    private static final Logger log = LoggerFactory.getLogger(Transcript.class);
    private static final int KEPT = 5_000;
    private static final int BETWEEN_CLEANINGS = 256;
    private static final int LONGEST_LINE = 2_000;
    private static final Duration KEPT_ON_PAGES = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean away = new AtomicBoolean();

    Transcript(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Records a message, once. False: one of this external id stands there already. */
    public boolean record(Message message) {
        Optional<Long> id = jdbc.sql("""
                        insert into message (conversation, external_id, kind, sender, text, reply_to, said_at)
                        values (:conversation, :external, :kind, :sender, :text, :reply, :at)
                        on conflict do nothing returning id""")
                .param("conversation", message.conversation())
                .param("external", message.externalId())
                .param("kind", message.kind().text())
                .param("sender", message.sender())
                .param("text", message.text())
                .param("reply", message.replyTo())
                .param("at", message.at().toString())
                .query(Long.class)
                .optional();
        id.filter(number -> number % BETWEEN_CLEANINGS == 0).ifPresent(number -> dropOldest(message.conversation()));
        if (id.isPresent()) {
            events.publishEvent(new MessageRecorded(message.conversation()));
        }
        return id.isPresent();
    }

    /** The same, but what cannot be recorded, as the disk is full, is said all the same; the log tells so once. */
    public void tryRecord(Message message) {
        try {
            record(message);
            away.set(false);
        } catch (DataAccessException full) {
            if (away.compareAndSet(false, true)) {
                log.error(
                        "What is said cannot be recorded: {}",
                        full.getMostSpecificCause().getMessage());
            }
        }
    }

    /** Replaces the text of a message of others that was changed since, where it stands here. */
    public void revise(Message message) {
        jdbc.sql("""
                        update message set text = :text
                        where conversation = :conversation and external_id = :external and kind <> 'self'""")
                .param("text", message.text())
                .param("conversation", message.conversation())
                .param("external", message.externalId())
                .update();
    }

    /** The same of a message of an Octo only: what one tells of others' words changes nothing of a person's. */
    public void reviseOcto(Message message) {
        jdbc.sql("""
                        update message set text = :text
                        where conversation = :conversation and external_id = :external and kind = 'octo'""")
                .param("text", message.text())
                .param("conversation", message.conversation())
                .param("external", message.externalId())
                .update();
    }

    /** What this Octo said with a receipt, in the order of the numbers that each has here; at most so many, the newest. */
    public List<Numbered> ownSince(String conversation, long after, int most) {
        return jdbc.sql("""
                        select * from (select * from message where conversation = :conversation and kind = 'self'
                            and external_id is not null and id > :after order by id desc limit :most) order by id""")
                .param("conversation", conversation)
                .param("after", after)
                .param("most", most)
                .query(Transcript::numbered)
                .list();
    }

    /** The highest number here; 0: none. */
    public long newestNumber() {
        return jdbc.sql("select coalesce(max(id), 0) from message")
                .query(Long.class)
                .single();
    }

    /** A message with its number in the transcript. */
    public record Numbered(long number, Message message) {}

    /** The newest messages of a conversation, the oldest of them first. */
    public List<Message> recent(String conversation, int most) {
        return newest(conversation, Long.MAX_VALUE, most).stream()
                .map(Numbered::message)
                .toList();
    }

    /** The same with their numbers, of those whose numbers are lower than {@code before}. */
    public List<Numbered> newest(String conversation, long before, int most) {
        return jdbc.sql("""
                        select * from (select * from message where conversation = :conversation and id < :before
                                       order by id desc limit :most) order by id""")
                .param("conversation", conversation)
                .param("before", before)
                .param("most", most)
                .query(Transcript::numbered)
                .list();
    }

    /** The message that a door knows by this id. */
    public Optional<Message> find(String conversation, String externalId) {
        return jdbc.sql("select * from message where conversation = ? and external_id = ?")
                .param(conversation)
                .param(externalId)
                .query(Transcript::message)
                .optional();
    }

    /**
     * What was said before a message, a line each, as the context of a question; at most {@code characters} of it, the
     * oldest left out first.
     *
     * @param except the external id of a message that is left out, as it is the question itself; null: none
     */
    public String context(String conversation, int most, int characters, @Nullable String except) {
        String lines = uncleared(conversation, most).stream()
                .sorted(Comparator.comparing(Message::at)) // what others said may have come to us later
                .filter(message -> except == null || !except.equals(message.externalId()))
                .map(Transcript::line)
                .collect(Collectors.joining("\n"));
        return lines.length() <= characters
                ? lines
                : lines.substring(lines.indexOf('\n', lines.length() - characters) + 1);
    }

    /** A summary may stand for some of them, and a clearing for all of them up to it. */
    private List<Message> uncleared(String conversation, int most) {
        return jdbc.sql("""
                        select * from (select * from message where conversation = :conversation
                            and id > coalesce((select until from conversation_summary
                                               where conversation = :conversation and text = ''), 0)
                            order by id desc limit :most) order by id""")
                .param("conversation", conversation)
                .param("most", most)
                .query(Transcript::message)
                .list();
    }

    @Override
    public List<Turn> turns(String conversation, int most) {
        return jdbc.sql("""
                        select * from (select * from message where conversation = :conversation
                            and id > coalesce((select until from conversation_summary where conversation = :conversation), 0)
                            order by id desc limit :most) order by id""")
                .param("conversation", conversation)
                .param("most", most)
                .query((row, number) -> new Turn(
                        row.getLong("id"),
                        speaker(Message.Kind.of(row.getString("kind"))),
                        row.getString("sender"),
                        row.getString("text")))
                .list();
    }

    private static Speaker speaker(Message.Kind kind) {
        return switch (kind) {
            case SELF -> Speaker.SELF;
            case PERSON -> Speaker.PERSON;
            default -> Speaker.OTHER;
        };
    }

    @Override
    public Optional<Summary> summary(String conversation) {
        return jdbc.sql("select until, text from conversation_summary where conversation = ? and text <> ''")
                .param(conversation)
                .query((row, number) -> new Summary(row.getLong("until"), row.getString("text")))
                .optional();
    }

    /** A later summary wins over an earlier one that was made at the same time. */
    @Override
    public void summarize(String conversation, Summary summary) {
        jdbc.sql("""
                        insert into conversation_summary (conversation, until, text) values (:conversation, :until, :text)
                        on conflict (conversation) do update set until = excluded.until, text = excluded.text
                        where excluded.until >= until""")
                .param("conversation", conversation)
                .param("until", summary.until())
                .param("text", summary.text())
                .update();
    }

    @Override
    public void clear(String conversation) {
        jdbc.sql("""
                        insert into conversation_summary (conversation, until, text)
                        select :conversation, coalesce(max(id), 0), '' from message where conversation = :conversation
                        on conflict (conversation) do update set until = excluded.until, text = ''""").param("conversation", conversation).update();
    }

    private void dropOldest(String conversation) {
        dropForgotten();
        jdbc.sql("""
                        delete from message where conversation = :conversation and id <= (
                            select id from message where conversation = :conversation
                            order by id desc limit 1 offset :kept)""").param("conversation", conversation).param("kept", KEPT).update();
    }

    /** A browser that keeps nothing begins a conversation with each page. */
    private void dropForgotten() {
        String before = clock.instant().minus(KEPT_ON_PAGES).toString();
        String forgotten = """
                where conversation in (select conversation from message
                                       where conversation >= 'web:' and conversation < 'web;'
                                       group by conversation having max(said_at) < ?)""";
        jdbc.sql("delete from conversation_summary " + forgotten).param(before).update();
        jdbc.sql("delete from message " + forgotten).param(before).update();
    }

    private static String line(Message message) {
        String text = PlainText.indented(message.text().strip());
        return message.sender() + ": "
                + (text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "...");
    }

    private static Numbered numbered(ResultSet row, int number) throws SQLException {
        return new Numbered(row.getLong("id"), message(row, number));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getString("conversation"),
                row.getString("external_id"),
                Message.Kind.of(row.getString("kind")),
                row.getString("sender"),
                row.getString("text"),
                row.getString("reply_to"),
                Instant.parse(row.getString("said_at")));
    }
}
