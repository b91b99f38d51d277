package io.octoswarm.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.instance.Instance;
import io.octoswarm.testing.Parts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotsTests {
    @TempDir
    private Path folder;

    private Parts parts;
    private double load;
    private Slots slots;

    @BeforeEach
    void start() {
        parts = Parts.of(folder).start();
        slots = new Slots(parts.get(Instance.class), 4, () -> load);
    }

    @AfterEach
    void end() throws IOException {
        parts.close();
    }

    @Test
    void anIdleOctoIsNotBusy() {
        assertThat(slots.claimant(true))
                .isEqualTo(new Claimant("atlas", slots.claimant(true).capabilities(), 0, 4, true));
    }

    @Test
    void takenSlotsMakeItBusy() {
        slots.take();
        slots.take();
        slots.take();

        assertThat(slots.claimant(false).busy()).isEqualTo(75);
        assertThat(slots.claimant(false).free()).isEqualTo(1);
        slots.giveBack();
        assertThat(slots.claimant(false).busy()).isEqualTo(50);
    }

    @Test
    void busyProcessorsMakeItBusyThoughItsSlotsAreFree() {
        load = 0.9;

        assertThat(slots.claimant(false).busy()).isEqualTo(90);
        assertThat(slots.claimant(false).free()).isEqualTo(4);
    }

    @Test
    void anOverloadedOctoIsNoMoreThanBusyAndAnUnknownLoadCountsAsNone() {
        load = 17.5;
        assertThat(slots.claimant(false).busy()).isEqualTo(100);

        load = -1; // what Java tells on Windows
        assertThat(slots.claimant(false).busy()).isZero();
    }

    @Test
    void noMoreSlotsAreTakenThanThereAre() {
        for (int i = 0; i < 4; i++) {
            assertThat(slots.take()).isTrue();
        }

        assertThat(slots.take()).isFalse();
        assertThat(slots.taken()).isEqualTo(4);
    }
}
