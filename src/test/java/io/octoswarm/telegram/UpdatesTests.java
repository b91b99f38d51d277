package io.octoswarm.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdatesTests {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private LocalDatabase database;
    private Updates updates;

    @BeforeEach
    void open() {
        database = new LocalDatabase(folder.resolve("octo.db"));
        updates = new Updates(database.jdbc(), database.transactions(), clock, 111);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keep(int id) {
        updates.keep(List.of(new RawUpdates.Raw(id, "{}")));
        updates.done(new Updates.Stored(id, "{}", clock.instant()));
    }

    @Test
    void whatIsKeptIsConfirmedWithTheNextQuestion() {
        assertThat(updates.offset()).isZero();
        keep(900);
        assertThat(updates.offset()).isEqualTo(901);
    }

    /** After a week without any, Telegram numbers them anew, from anywhere. */
    @Test
    void numbersThatBeginAnewLowerAreConfirmedToo() {
        keep(900);
        clock.forward(Duration.ofDays(8));
        assertThat(updates.offset()).isZero();

        keep(100);
        assertThat(updates.offset()).isEqualTo(101);
        clock.forward(Duration.ofDays(3));
        keep(101);
        assertThat(updates.offset()).isEqualTo(102);
        assertThat(database.jdbc()
                        .sql("select id from telegram_update")
                        .query(Integer.class)
                        .list())
                .containsExactly(101);
    }
}
