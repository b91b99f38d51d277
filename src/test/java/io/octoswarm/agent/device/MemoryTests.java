package io.octoswarm.agent.device;

import static io.octoswarm.agent.device.FixedMachine.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.MemoryUse;
import org.junit.jupiter.api.Test;

class MemoryTests {
    private final FixedMachine machine = new FixedMachine();
    private final Memory memory = new Memory(machine);

    @Test
    void saysHowMuchIsUsedAndLeft() {
        assertThat(memory.answer("memory")).isEqualTo("Memory: 3.0 GB of 8.0 GB in use (38 %), 5.0 GB available.");
    }

    @Test
    void addsTheSwapWhereThereIsSome() {
        machine.memory = new MemoryUse(8 * GIB, 5 * GIB, 2 * GIB, GIB / 2);

        assertThat(memory.answer("memory")).endsWith(" available. Swap: 512 MB of 2.0 GB in use (25 %).");
    }

    @Test
    void survivesReadingsThatCannotBe() {
        machine.memory = new MemoryUse(0, GIB, 0, 0);

        assertThat(memory.answer("memory")).isEqualTo("Memory: 0 bytes of 0 bytes in use (0 %), 1.0 GB available.");
    }
}
