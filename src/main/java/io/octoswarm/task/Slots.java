package io.octoswarm.task;

import io.octoswarm.instance.Instance;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;

/** How many tasks this Octo may do at once, and how busy it is. Thread-safe. */
final class Slots {
    private final Instance instance;
    private final int capacity;
    private final DoubleSupplier load;
    private final Semaphore free;

    Slots(Instance instance, int capacity) {
        this(instance, capacity, Slots::systemLoad);
    }

    /** @param load what the processors have to do, as a share of what they can; negative: not known */
    Slots(Instance instance, int capacity, DoubleSupplier load) {
        this.instance = instance;
        this.capacity = capacity;
        this.load = load;
        this.free = new Semaphore(capacity);
    }

    int capacity() {
        return capacity;
    }

    int taken() {
        return capacity - free();
    }

    int free() {
        return free.availablePermits();
    }

    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }

    /** This Octo as a board sees it. {@code local}: as one whose process keeps the board. */
    Claimant claimant(boolean local) {
        int open = free();
        int slots = 100 * (capacity - open) / capacity;
        int processors = (int) Math.max(0, Math.min(100, 100 * load.getAsDouble()));
        return new Claimant(instance.name(), instance.capabilities(), Math.max(slots, processors), open, local);
    }

    /** The system's load average of the last minute by its processors, as far as it tells one. */
    private static double systemLoad() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }
}
