package io.octoswarm.agent.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The readings of this device. Each is taken when asked for and may throw {@link NotReadable}. Thread-safe. */
interface Machine {
    Platform platform();

    Duration uptime();

    int cores();

    /** How busy all cores together have been in the last moments, 0 to 1; may take a third of a second. */
    double busy();

    /** Over 1, 5 and 15 minutes; empty where the system keeps none. */
    List<Double> loadAverages();

    /** Of the processor in degrees Celsius; empty without a sensor. */
    OptionalDouble temperature();

    MemoryUse memory();

    /** All mounted file systems, local ones only, in no order. */
    List<FileStore> fileStores();

    /** All processes, in no order; may take a third of a second. */
    List<RunningProcess> processes();

    String hostName();

    /** Network interfaces apart from the loopback. */
    List<Link> links();

    /** The system's kind, as far as its tools differ. */
    enum Platform {
        LINUX,
        MACOS,
        OTHER
    }

    /** All in bytes. */
    record MemoryUse(long total, long available, long swapTotal, long swapUsed) {}

    /**
     * One mounted file system; sizes in bytes.
     *
     * @param device what is mounted, for example {@code /dev/sda1}
     * @param type for example {@code ext4}
     * @param free what is not used, with what is kept for the system
     * @param usable what everybody may still fill
     */
    record FileStore(String mount, String device, String type, long total, long free, long usable) {}

    /**
     * @param cpu the share of one core in the last moments: 1.5 is one core and a half
     * @param memory resident, in bytes
     */
    record RunningProcess(int id, String name, double cpu, long memory) {}

    record Link(String name, List<String> addresses, Optional<String> mac) {
        public Link {
            addresses = List.copyOf(addresses);
        }
    }
}
