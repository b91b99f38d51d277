package io.octoswarm.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a file that holds a key is its owner's alone. */
final class FileMode {
    private static final Logger log = LoggerFactory.getLogger(FileMode.class);
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private FileMode() {}

    /** Gives a new file what people may do with the one that it replaces; without one it stays its owner's alone. */
    static void copy(Path from, Path to) {
        PosixFileAttributeView fresh = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (fresh == null || !Files.exists(from)) {
            return;
        }
        try {
            fresh.setPermissions(Files.getPosixFilePermissions(from));
        } catch (IOException | UnsupportedOperationException refused) {
            log.debug("{} stays its owner's alone", from.getFileName(), refused);
        }
    }

    /** Takes from all others what they may do with the file, and says so; returns why that cannot be. */
    static Optional<String> narrow(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(mode)) {
                Files.setPosixFilePermissions(file, OWNER);
                log.warn(
                        "{} holds a key and its mode was {}: it is {} now.",
                        file.getFileName(),
                        PosixFilePermissions.toString(mode),
                        PosixFilePermissions.toString(OWNER));
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException refused) {
            return Optional.of(
                    file.getFileName() + " holds a key, and others may be able to read it: its mode cannot be set.");
        }
    }
}
