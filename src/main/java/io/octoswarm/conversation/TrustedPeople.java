package io.octoswarm.conversation;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People whom the owner lets speak with this Octo through a door, in the database. Thread-safe. */
@Component
public class TrustedPeople {
    /** The door of Telegram. */
    public static final String TELEGRAM = "telegram";

    private final JdbcClient jdbc;
    private final Clock clock;

    TrustedPeople(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param id as the door knows them
     * @param name for people; may be empty
     */
    public record Person(String id, String name) {}

    /** Lets somebody in. */
    public void add(String door, Person person) {
        jdbc.sql("""
                        insert into trusted_person (door, id, name, since) values (?, ?, ?, ?)
                        on conflict (door, id) do update set name = excluded.name""")
                .params(door, person.id(), person.name(), clock.instant().toString())
                .update();
    }

    /** False: there was nobody of this id. */
    public boolean remove(String door, String id) {
        return jdbc.sql("delete from trusted_person where door = ? and id = ?")
                        .params(door, id)
                        .update()
                > 0;
    }

    public List<Person> all(String door) {
        return jdbc.sql("select id, name from trusted_person where door = ? order by since")
                .param(door)
                .query((row, number) -> new Person(row.getString("id"), row.getString("name")))
                .list();
    }
}
