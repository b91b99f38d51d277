package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Machine.RunningProcess;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Readings that are the difference of two samples. The last sample is kept, so that only the first question in a while
 * has to wait for a second one. Thread-safe: two askers at once take a sample more than needed, no more.
 */
final class Readings {
    /** A younger sample says nothing, an older one is no "now" any more. */
    private static final long YOUNGEST_NANOS = 250_000_000L;

    private static final long OLDEST_NANOS = 30_000_000_000L;
    private static final long WAIT_MILLIS = 300;

    private final CentralProcessor processor;
    private final OperatingSystem system;
    private volatile @Nullable Sample<long[]> ticks;
    private volatile @Nullable Sample<Map<Integer, OSProcess>> processes;

    Readings(CentralProcessor processor, OperatingSystem system) {
        this.processor = processor;
        this.system = system;
    }

    double busy() {
        Sample<long[]> before = ticks;
        double busy = before != null && before.isUsable()
                ? processor.getSystemCpuLoadBetweenTicks(before.value())
                : processor.getSystemCpuLoad(WAIT_MILLIS); // OSHI waits between two samples of its own
        ticks = Sample.of(processor.getSystemCpuLoadTicks());
        return Math.min(1, Math.max(0, busy));
    }

    List<RunningProcess> processes() {
        Sample<Map<Integer, OSProcess>> before = processes;
        if (before == null || !before.isUsable()) {
            before = Sample.of(snapshot());
            processor.getSystemCpuLoad(WAIT_MILLIS); // for its wait only
        }
        Map<Integer, OSProcess> earlier = before.value();
        Map<Integer, OSProcess> now = snapshot();
        processes = Sample.of(now);
        return now.values().stream()
                .map(process -> new RunningProcess(
                        process.getProcessID(),
                        process.getName(),
                        Math.max(0, cpu(process, earlier.get(process.getProcessID()))),
                        process.getResidentMemory()))
                .toList();
    }

    private static double cpu(OSProcess now, @Nullable OSProcess before) {
        return before == null ? now.getProcessCpuLoadCumulative() : now.getProcessCpuLoadBetweenTicks(before);
    }

    private Map<Integer, OSProcess> snapshot() {
        return system.getProcesses().stream()
                .collect(Collectors.toMap(OSProcess::getProcessID, Function.identity(), (first, second) -> second));
    }

    /** One way to take a reading. */
    interface Reading<T> {
        T take();
    }

    private record Sample<T>(T value, long takenAt) {
        static <T> Sample<T> of(T value) {
            return new Sample<>(value, System.nanoTime());
        }

        boolean isUsable() {
            long age = System.nanoTime() - takenAt;
            return age >= YOUNGEST_NANOS && age <= OLDEST_NANOS;
        }
    }
}
