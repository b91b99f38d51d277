package io.octoswarm.agent.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A machine whose readings a test sets, and the clock that goes with it: noon of February 18. */
final class FixedMachine implements Machine {
    static final Instant NOON = Instant.parse("2026-02-18T12:00:00Z");
    static final long GIB = 1L << 30;
    static final long GB = 1_000_000_000L;

    Platform platform = Platform.LINUX;
    Duration uptime = Duration.ofDays(47).plusHours(3);
    double busy = 0.124;
    List<Double> loadAverages = List.of(0.37, 0.172, 0.1);
    OptionalDouble temperature = OptionalDouble.empty();
    MemoryUse memory = new MemoryUse(8 * GIB, 5 * GIB, 0, 0);
    List<FileStore> fileStores = new ArrayList<>();
    List<RunningProcess> processes = new ArrayList<>();
    List<Link> links = new ArrayList<>();

    static WallClock clock() {
        return clock(NOON, ZoneOffset.UTC);
    }

    static WallClock clock(Instant now, ZoneId zone) {
        return new WallClock(Clock.fixed(now, ZoneOffset.UTC), zone);
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    @Override
    public int cores() {
        return 4;
    }

    @Override
    public double busy() {
        return busy;
    }

    @Override
    public List<Double> loadAverages() {
        return loadAverages;
    }

    @Override
    public OptionalDouble temperature() {
        return temperature;
    }

    @Override
    public MemoryUse memory() {
        return memory;
    }

    @Override
    public List<FileStore> fileStores() {
        return fileStores;
    }

    @Override
    public List<RunningProcess> processes() {
        return processes;
    }

    @Override
    public String hostName() {
        return "sentinel";
    }

    @Override
    public List<Link> links() {
        return links;
    }
}
