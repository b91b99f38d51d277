package io.octoswarm.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PastTasksTests {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private JdbcClient jdbc;

    @BeforeEach
    void openDatabase() {
        DriverManagerDataSource file = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("octo.db"));
        Flyway.configure()
                .dataSource(file)
                .locations("classpath:db/board", "classpath:db/local")
                .load()
                .migrate();
        jdbc = JdbcClient.create(file);
    }

    @Test
    void whatAPeerEndedWellIsKnownAlsoAfterARestart() {
        tasks().endedWell("Sentinel", "check the backups");
        assertThat(tasks().of("sentinel")).containsExactly("check the backups");
        assertThat(tasks().of("scholar")).isEmpty();
    }

    @Test
    void theSameTaskIsKeptOnce() {
        PastTasks tasks = tasks();
        tasks.endedWell("sentinel", "check the backups");
        tasks.endedWell("sentinel", "check the backups");
        assertThat(tasks().of("sentinel")).hasSize(1);
    }

    @Test
    void onlyTheNewestTwentyOfAPeerAreKept() {
        PastTasks tasks = tasks();
        tasks.endedWell("scholar", "read a paper");
        for (int i = 0; i < 50; i++) {
            clock.forward(Duration.ofSeconds(1));
            tasks.endedWell("sentinel", "task " + i);
        }
        assertThat(tasks.of("sentinel")).hasSize(20).startsWith("task 30").endsWith("task 49");
        assertThat(tasks().of("sentinel")).isEqualTo(tasks.of("sentinel"));
        assertThat(tasks().of("scholar")).containsExactly("read a paper");
    }

    @Test
    void aLongTaskIsShortenedAndADatabaseThatRefusesIsNoHarm() {
        PastTasks tasks = tasks();
        tasks.endedWell("sentinel", "word ".repeat(10_000));
        assertThat(tasks.of("sentinel").get(0)).hasSizeLessThan(210);
        jdbc.sql("drop table past_task").update();
        assertThatCode(() -> tasks.endedWell("sentinel", "another")).doesNotThrowAnyException();
        assertThat(tasks.of("sentinel")).contains("another");
    }

    private PastTasks tasks() {
        return new PastTasks(jdbc, clock);
    }
}
