package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Machine.MemoryUse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much memory is used and left. */
@Component
@Order(30)
final class Memory extends Telling {
    private static final Topic TOPIC = Topic.of(
                    "memory",
                    "ram",
                    "swap (?:space|usage|use|used|free|file|memory)",
                    "(?:how much|the|any|is) swap",
                    "arbeitsspeicher*",
                    "hauptspeicher",
                    "speicher",
                    "speicher(?:auslastung|verbrauch|nutzung|belegung)")
            .except(
                    "in (?:loving )?memory of",
                    "(?:dodge|a) ram",
                    "my memory (?:is|was|gets|has|of)",
                    "memory (?:lane|foam|game|card|stick|palace|loss|from|of|about)",
                    "(?:muscle|childhood|human|good|bad|happy|worst|best|earliest|first|favorite|favourite|long term|short term) memory",
                    "memory (?:leak|management|safety|allocation|model) (?:in|of|work|works)");

    private final Machine machine;

    Memory(Machine machine) {
        super("memory", "how much memory and swap is used and left", TOPIC);
        this.machine = machine;
    }

    @Override
    String tell(String question) {
        MemoryUse memory = machine.memory();
        long used = Math.max(0, memory.total() - memory.available());
        return "Memory: " + ofTotal(used, memory.total()) + ", " + Size.ofMemory(memory.available()) + " available."
                + (memory.swapTotal() > 0 ? " Swap: " + ofTotal(memory.swapUsed(), memory.swapTotal()) + "." : "");
    }

    private static String ofTotal(long used, long total) {
        return Size.ofMemory(used) + " of " + Size.ofMemory(total) + " in use ("
                + Spell.percent(total > 0 ? (double) used / total : 0) + ")";
    }
}
