package io.octoswarm.agent.device;

import static io.octoswarm.agent.device.FixedMachine.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.octoswarm.agent.device.Machine.RunningProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopProcessesTests {
    private final FixedMachine machine = new FixedMachine();
    private final TopProcesses processes = new TopProcesses(machine);

    TopProcessesTests() {
        machine.processes = List.of(
                new RunningProcess(1, "init", 0, GIB / 100),
                new RunningProcess(20, "postgres", 0.12, 2 * GIB),
                new RunningProcess(30, "java", 1.854, GIB),
                new RunningProcess(40, "node", 0.07, GIB / 2));
    }

    @Test
    void sortsByCpu() {
        assertThat(processes.answer("what's eating the cpu?"))
                .isEqualTo("Using the most CPU: java (process 30) 185 %, postgres (process 20) 12 %"
                        + " and node (process 40) 7 % (100 % is one core).");
        assertThat(processes.answer("top processes")).startsWith("Using the most CPU: java");
    }

    @Test
    void sortsByMemoryWhenAskedSo() {
        assertThat(processes.answer("which process uses the most memory?"))
                .isEqualTo("Using the most memory: postgres (process 20) 2.0 GB, java (process 30) 1.0 GB"
                        + " and node (process 40) 512 MB.");
    }

    @Test
    void boundsAndCleansNames() {
        machine.processes = List.of(
                new RunningProcess(7, "evil\u0007\u001B[2J\nname" + "x".repeat(5_000), 0.5, 1),
                new RunningProcess(8, "\u0000\u200B", 0.4, 1));

        assertThat(processes.answer("top processes"))
                .startsWith("Using the most CPU: evil name")
                .contains("... (process 7) 50 % and unnamed (process 8) 40 %")
                .hasSizeLessThan(160);
    }

    @Test
    void saysWhenThereIsNoneToSee() {
        machine.processes = List.of();

        assertThat(processes.answer("top processes")).isEqualTo("I see no processes here.");
    }
}
