package io.octoswarm.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that holds this Octo's data, owned by one process at a time: two Octos on one board would run every task
 * twice. The lock is the operating system's, so a killed process leaves none behind.
 */
public final class Home implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Home.class);

    private static final long SCRATCH_BYTES = 16_000_000;

    private final Path folder;
    private final FileChannel channel;

    private Home(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder where it is missing and takes it. Throws {@link InvalidSetting} when that cannot be. */
    public static Home take(Path folder) {
        try {
            Path swarm = create(folder);
            FileChannel channel =
                    FileChannel.open(swarm.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InvalidSetting(
                        "OCTO_DIR",
                        folder.toString(),
                        "another Octo runs in this folder; end it or choose another one");
            }
            return new Home(folder, channel);
        } catch (IOException refused) {
            throw new InvalidSetting("OCTO_DIR", folder.toString(), "a folder that this user may write to is needed");
        }
    }

    /** A new one is its owner's alone: what people said is in it. */
    private static Path create(Path folder) throws IOException {
        boolean isNew = !Files.exists(folder);
        Path swarm = Files.createDirectories(folder.resolve("swarm"));
        if (isNew) {
            narrow(folder);
        }
        return swarm;
    }

    /** Not every file system knows whose a folder is. */
    private static void narrow(Path folder) {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        try {
            if (view != null) {
                view.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException refused) {
            log.debug("{} keeps the permissions that its file system gives it", folder, refused);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException taken) {
            return false; // this very process has it
        }
    }

    /**
     * An empty folder for what this process alone needs, SQLite's native library above all: what a killed one left is gone.
     * Empty where nothing can be loaded from it, or there is hardly room: then the system's own has to do.
     */
    public Optional<Path> scratch() {
        Path scratch = folder.resolve("swarm").resolve("tmp").toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(scratch);
            Files.createDirectory(scratch);
            return canHoldPrograms(scratch) ? Optional.of(scratch) : Optional.empty();
        } catch (IOException refused) {
            log.debug("{} cannot be used", scratch, refused);
            return Optional.empty();
        }
    }

    /** Whether a file may be executed, the system tells of a file: its file system may be mounted otherwise. */
    private static boolean canHoldPrograms(Path folder) throws IOException {
        Path probe = Files.createFile(folder.resolve("probe"));
        boolean executable = probe.toFile().setExecutable(true) && Files.isExecutable(probe);
        Files.delete(probe);
        return executable && Files.getFileStore(folder).getUsableSpace() > SCRATCH_BYTES;
    }

    public Path peersFile() {
        return folder.resolve("swarm").resolve("peers.json");
    }

    /** The certificate with which the Octo of that folder serves; no file: it serves without TLS. */
    public static Path certificateFile(Path folder) {
        return folder.resolve("swarm").resolve("certificate.pem");
    }

    /** As {@link #certificateFile(Path)}. */
    public Path certificateFile() {
        return certificateFile(folder);
    }

    /** Where an Octo that makes a certificate for itself keeps it. */
    public Path certificates() {
        return folder.resolve("swarm");
    }

    /** What was asked of whom, a line of JSON each. */
    public Path auditFile() {
        return folder.resolve("swarm").resolve("audit.jsonl");
    }

    /** Beside the folder, where other programs that use MCP servers look for it, too. */
    public Path serversFile() {
        return folder.toAbsolutePath().normalize().resolveSibling(".mcp.json");
    }

    public Path database() {
        return folder.resolve("swarm").resolve("octo.db");
    }

    /** What is known of the programs that run now; the folder may not be there yet. */
    public Path programs() {
        return folder.resolve("swarm").resolve("programs");
    }

    /** Where a person may put a system prompt of their own. */
    public Path systemPromptFile() {
        return folder.resolve("system-prompt.txt");
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
