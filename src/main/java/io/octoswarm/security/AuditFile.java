package io.octoswarm.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines in a file that does not grow without end: one that is full is put aside as {@code .1}, in place of the one before.
 * Not thread-safe for writing.
 */
final class AuditFile {
    private final Path file;
    private final Path aside;
    private final long mostBytes;

    AuditFile(Path file, long mostBytes) {
        this.file = file;
        this.aside = file.resolveSibling(file.getFileName() + ".1");
        this.mostBytes = mostBytes;
    }

    void add(List<String> lines) throws IOException {
        if (Files.exists(file) && Files.size(file) >= mostBytes) {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.notExists(file)) {
            create();
        }
        Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** For its owner alone, where the file system knows owners. */
    private void create() throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException noOwners) {
            Files.createFile(file);
        }
    }

    /** The newest lines, the oldest of them first. */
    List<String> newest(int most) throws IOException {
        List<String> lines = new ArrayList<>(read(file));
        if (lines.size() < most) {
            lines.addAll(0, read(aside));
        }
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    private static List<String> read(Path path) throws IOException {
        return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    }
}
