package io.octoswarm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.testing.LocalDatabase;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTests {
    private static final Delivery BACKUP = new Delivery("swarm-1", "telegram:-1", "Backup: done");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<Object> published = new ArrayList<>();
    private LocalDatabase database;

    @BeforeEach
    void open() {
        database = new LocalDatabase(folder.resolve("octo.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aResultIsDueUntilThereIsAReceiptAlsoAfterARestart() {
        started().add(BACKUP);
        assertThat(published).containsExactly(new DeliveryDue(BACKUP));
        assertThat(started().due("telegram:")).containsExactly(BACKUP);
        assertThat(started().due("web:")).isEmpty();

        assertThat(started().arrived("swarm-1", "4711")).isTrue();
        assertThat(started().arrived("swarm-1", "4712")).isFalse();
        assertThat(started().due("telegram:")).isEmpty();
    }

    @Test
    void oneResultIsDeliveredOnceHoweverOftenItIsPublished() {
        Deliveries deliveries = started();
        assertThat(deliveries.add(BACKUP)).isTrue();
        deliveries.arrived("swarm-1", "4711");

        assertThat(deliveries.add(BACKUP)).isFalse();
        assertThat(deliveries.due("telegram:")).isEmpty();
        assertThat(published).hasSize(1);
    }

    @Test
    void whatArrivedIsForgottenInTime() {
        Deliveries deliveries = started();
        deliveries.add(BACKUP);
        deliveries.arrived("swarm-1", "4711");
        clock.forward(Duration.ofDays(31));
        started().add(new Delivery("swarm-2", "telegram:-1", "later"));

        assertThat(kept()).containsExactly("swarm-2");
    }

    @Test
    void whatDidNotArriveIsKeptForMoreThanAYear() {
        started().add(BACKUP);
        clock.forward(Duration.ofDays(399));
        started().add(new Delivery("swarm-2", "telegram:-1", "later"));
        assertThat(started().due("telegram:")).extracting(Delivery::id).containsExactly("swarm-1", "swarm-2");

        clock.forward(Duration.ofDays(2));
        started().add(new Delivery("swarm-3", "telegram:-1", "last"));
        assertThat(kept()).containsExactly("swarm-2", "swarm-3");
    }

    /** As after a restart: what is old is looked for with the first result. */
    private Deliveries started() {
        return new Deliveries(database.jdbc(), clock, published::add);
    }

    private List<String> kept() {
        return database.jdbc()
                .sql("select id from delivery order by id")
                .query(String.class)
                .list();
    }
}
