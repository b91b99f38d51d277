package io.octoswarm.agent.device;

import io.octoswarm.agent.device.Readings.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** The readings by OSHI. Nothing is loaded before the first one is asked for. */
@Component
final class OshiMachine implements Machine {
    /** Loaded at the first use; the class initialiser sees to it that this happens once. */
    private static final class Loaded {
        private static final SystemInfo SYSTEM = new SystemInfo();
        private static final OperatingSystem OS = SYSTEM.getOperatingSystem();
        private static final HardwareAbstractionLayer HARDWARE = SYSTEM.getHardware();
        private static final Readings READINGS = new Readings(HARDWARE.getProcessor(), OS);
    }

    @Override
    public Platform platform() {
        String name = System.getProperty("os.name", "");
        if (name.startsWith("Linux")) {
            return Platform.LINUX;
        }
        return name.startsWith("Mac") ? Platform.MACOS : Platform.OTHER;
    }

    @Override
    public Duration uptime() {
        return read("the uptime", () -> Duration.ofSeconds(Loaded.OS.getSystemUptime()));
    }

    @Override
    public int cores() {
        return read("the number of cores", () -> Loaded.HARDWARE.getProcessor().getLogicalProcessorCount());
    }

    @Override
    public double busy() {
        return read("the CPU load", () -> Loaded.READINGS.busy());
    }

    @Override
    public List<Double> loadAverages() {
        double[] averages =
                read("the load average", () -> Loaded.HARDWARE.getProcessor().getSystemLoadAverage(3));
        // a negative number is OSHI's word for "not known here"
        return Arrays.stream(averages).anyMatch(average -> average < 0)
                ? List.of()
                : Arrays.stream(averages).boxed().toList();
    }

    @Override
    public OptionalDouble temperature() {
        double degrees =
                read("the temperature", () -> Loaded.HARDWARE.getSensors().getCpuTemperature());
        return Double.isFinite(degrees) && degrees > 0 ? OptionalDouble.of(degrees) : OptionalDouble.empty();
    }

    @Override
    public MemoryUse memory() {
        return read("the memory", () -> {
            GlobalMemory memory = Loaded.HARDWARE.getMemory();
            return new MemoryUse(
                    memory.getTotal(),
                    memory.getAvailable(),
                    memory.getVirtualMemory().getSwapTotal(),
                    memory.getVirtualMemory().getSwapUsed());
        });
    }

    @Override
    public List<FileStore> fileStores() {
        return read(
                "the disks",
                () -> Loaded.OS.getFileSystem().getFileStores(true).stream()
                        .map(OshiMachine::fileStore)
                        .toList());
    }

    @Override
    public List<RunningProcess> processes() {
        return read("the processes", () -> Loaded.READINGS.processes());
    }

    @Override
    public String hostName() {
        return read("the host name", () -> Loaded.OS.getNetworkParams().getHostName());
    }

    @Override
    public List<Link> links() {
        return read(
                "the network interfaces",
                () -> Loaded.HARDWARE.getNetworkIFs(false).stream()
                        .map(OshiMachine::link)
                        .toList());
    }

    private static FileStore fileStore(OSFileStore store) {
        return new FileStore(
                store.getMount(),
                store.getVolume(),
                store.getType(),
                store.getTotalSpace(),
                store.getFreeSpace(),
                store.getUsableSpace());
    }

    private static Link link(NetworkIF link) {
        List<String> addresses = new ArrayList<>();
        Stream.of(link.getIPv4addr(), link.getIPv6addr()).forEach(some -> addresses.addAll(List.of(some)));
        return new Link(
                link.getName(), addresses, Optional.of(link.getMacaddr()).filter(mac -> !mac.isBlank()));
    }

    private static <T> T read(String what, Reading<T> reading) {
        try {
            return reading.take();
        } catch (RuntimeException | LinkageError failure) { // a missing native library is an Error
            throw new NotReadable(what, failure);
        }
    }
}
