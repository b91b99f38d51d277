package io.octoswarm.agent.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that this Octo runs now, as files of a folder that are named by process number and time of the start. An
 * Octo that was killed leaves both the files and the programs behind; the next one ends the latter before their tasks are
 * begun anew. A process with that number and another time is not ours, and is left alone. Thread-safe.
 */
final class StartedPrograms {
    private static final Logger log = LoggerFactory.getLogger(StartedPrograms.class);
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** Linux tells a process's start by that of the system, which it rounds to a second, and not always the same way. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private static final int SECONDS_TO_END = 5;

    private final Path folder;

    /** @param folder made where it is missing; no other process uses it */
    StartedPrograms(Path folder) {
        this.folder = folder;
    }

    /** Ends what a forerunner of this process left running. Takes some seconds at the most. */
    void endLeft() {
        try (Stream<Path> left = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path record : left.toList()) {
                of(record).ifPresent(StartedPrograms::end);
                remove(record);
            }
        } catch (IOException unreadable) {
            log.warn(
                    "Programs that were left from before this start could not be looked for: {}",
                    unreadable.toString());
        }
    }

    /** The record of a running program, for {@link #remove}; null: it could not be recorded, which only the log tells. */
    @Nullable
    Path add(ProcessHandle program) {
        Optional<Instant> start = program.info().startInstant();
        if (start.isEmpty()) {
            return null; // it has ended, or this system does not tell: it could not be known again
        }
        Path record = folder.resolve(program.pid() + "-" + start.get().toEpochMilli());
        try {
            Files.createDirectories(folder);
            return Files.createFile(record);
        } catch (IOException refused) {
            log.warn("A program runs that would outlive a crash of this Octo: {}", refused.toString());
            return null;
        }
    }

    /** It ended. */
    void remove(@Nullable Path record) {
        try {
            if (record != null) {
                Files.delete(record);
            }
        } catch (NoSuchFileException gone) {
            log.debug("{} was removed by somebody else", record);
        } catch (IOException refused) {
            log.warn("The record of a program that has ended could not be removed: {}", refused.toString());
        }
    }

    private static Optional<ProcessHandle> of(Path record) {
        Matcher name = NAME.matcher(record.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(name.group(2)));
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(process -> process.info()
                        .startInstant()
                        .filter(instant ->
                                Duration.between(start, instant).abs().compareTo(ROUNDING) <= 0)
                        .isPresent());
    }

    private static void end(ProcessHandle program) {
        List<ProcessHandle> all =
                Stream.concat(program.descendants(), Stream.of(program)).toList();
        log.warn("Process {} was left from before this start, and is ended.", program.pid());
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            program.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join();
        } catch (CompletionException deaf) {
            log.warn("Process {} did not end.", program.pid());
        }
    }
}
