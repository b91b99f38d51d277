package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskMetersTests {
    @TempDir
    private Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TaskMeters meters = new TaskMeters(registry);
    private BoardFile file;

    @BeforeEach
    void open() {
        file = new BoardFile(folder.resolve("octo.db"), meters);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void tellsWhatWaitsHowLongAndWhatRuns() {
        meters.watch(() -> 2, file.board::backlog);
        file.post("old");
        file.clock.forward(Duration.ofSeconds(30));
        file.post("young");

        assertThat(gauge("octo.tasks.queued")).isEqualTo(2);
        assertThat(gauge("octo.tasks.oldest.seconds")).isEqualTo(30);
        assertThat(gauge("octo.tasks.running")).isEqualTo(2);
        file.claim();
        assertThat(gauge("octo.tasks.queued")).isEqualTo(1);
        assertThat(gauge("octo.tasks.oldest.seconds")).isZero();
    }

    @Test
    void nothingWaitsOnAnEmptyBoard() {
        meters.watch(() -> 0, file.board::backlog);

        assertThat(gauge("octo.tasks.queued")).isZero();
        assertThat(gauge("octo.tasks.oldest.seconds")).isZero();
    }

    @Test
    void aBoardThatIsAwayTellsNoNumbersAndBreaksNothing() {
        meters.watch(() -> 0, () -> {
            throw new BoardUnavailable("The board is away.");
        });

        assertThat(gauge("octo.tasks.queued")).isNaN();
    }

    @Test
    void countsClaimsReclaimsAndRefusedReports() {
        file.post("x");
        Task lost = file.claim().orElseThrow();
        file.board.recover();
        file.claim();
        file.complete(lost, "too late");

        assertThat(count("octo.tasks.claims")).isEqualTo(2);
        assertThat(count("octo.tasks.reclaims")).isEqualTo(1);
        assertThat(count("octo.tasks.refused.reports")).isEqualTo(1);
    }

    @Test
    void measuresHowLongAndHowTasksEnd() {
        file.post("x");
        Task claim = file.claim().orElseThrow();
        file.clock.forward(Duration.ofSeconds(7));
        meters.count(new TaskFinished(file.complete(claim, "r").orElseThrow()));
        file.post("y");
        meters.count(new TaskFinished(file.fail(file.claim().orElseThrow(), "e").orElseThrow()));

        assertThat(registry.get("octo.tasks.duration").timer().count()).isEqualTo(2);
        assertThat(registry.get("octo.tasks.duration").timer().max(TimeUnit.SECONDS))
                .isEqualTo(7);
        assertThat(registry.get("octo.tasks.finished")
                        .tag("state", "completed")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("octo.tasks.finished")
                        .tag("state", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }
}
