package io.octoswarm.agent.device;

import java.util.List;
import java.util.Locale;

/** Amounts of bytes as people say them: memory in powers of 1024, disks in powers of 1000, as both are sold. */
final class Size {
    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

    private Size() {}

    static String ofMemory(long bytes) {
        return of(bytes, 1024);
    }

    static String ofDisk(long bytes) {
        return of(bytes, 1000);
    }

    private static String of(long bytes, int step) {
        double amount = bytes;
        int unit = 0;
        while (amount >= step && unit < UNITS.size() - 1) {
            amount /= step;
            unit++;
        }
        String format = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, amount, UNITS.get(unit));
    }
}
