package io.octoswarm.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CpuLoadTests {
    private static final String LOAD = "The CPU is 12 % busy; load average 0.37, 0.17 and 0.10 on 4 cores.";

    private final FixedMachine machine = new FixedMachine();
    private final CpuLoad load = new CpuLoad(machine);

    @Test
    void saysLoadAndTemperature() {
        machine.temperature = OptionalDouble.of(48.4);

        assertThat(load.answer("What is the load?")).isEqualTo(LOAD + " The CPU temperature is 48 °C.");
    }

    @Test
    void keepsQuietAboutASensorThatIsMissingAndWasNotAskedFor() {
        assertThat(load.answer("What is the load?")).isEqualTo(LOAD);
    }

    @Test
    void saysThatTheSensorIsMissingWhenAskedForTheTemperature() {
        assertThat(load.answer("how hot is the cpu?")).isEqualTo("I have no temperature sensor here.");
        assertThat(load.answer("load average and temperature")).isEqualTo(LOAD + " I have no temperature sensor here.");
    }

    @Test
    void leavesTheLoadOutWhenOnlyTheTemperatureIsAskedFor() {
        machine.temperature = OptionalDouble.of(61);

        assertThat(load.answer("What's the temperature of the CPU?")).isEqualTo("The CPU temperature is 61 °C.");
    }

    @Test
    void leavesLoadAveragesOutWhereTheSystemKeepsNone() {
        machine.loadAverages = List.of();

        assertThat(load.answer("load average")).isEqualTo("The CPU is 12 % busy on 4 cores.");
    }
}
