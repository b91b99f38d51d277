package io.octoswarm.mcp.client;

import io.octoswarm.instance.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a server. What it writes to its error stream goes to the debug log, and its last lines are kept to tell
 * why it ended. Thread-safe.
 */
final class ServerProcess {
    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    /** As other programs do that start MCP servers: keys and tokens of this process are no business of theirs. */
    private static final Set<String> PASSED_ON = Set.of(
            "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TMPDIR", "LANG", "LC_ALL", "TZ", "XDG_RUNTIME_DIR");

    /** Java 17 says "error=2, No such file", 25 says "error: 2 (No such file)", both behind words of their own. */
    private static final Pattern SYSTEMS_REASON = Pattern.compile("(?s)^.*error(?:=|: )\\d+,? \\(?(.*?)\\)?\\s*$");

    private static final int LONGEST_LINE = 4 * 1024;
    private static final int SHOWN_OF_A_LINE = 200;
    private static final int KEPT_LINES = 20;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String name;
    private final Process process;
    private final Thread errors;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> lastErrors = new ArrayDeque<>();

    private ServerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.errors = new Thread(this::readErrors, "mcp " + name + " errors");
        this.errors.setDaemon(true);
        this.errors.start();
    }

    static ServerProcess start(String name, ServerEntry.Program program) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(program.command()).directory(program.folder().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.putAll(program.environment());
        try {
            return new ServerProcess(name, builder.start());
        } catch (IOException refused) {
            String reason =
                    SYSTEMS_REASON.matcher(String.valueOf(refused.getMessage())).replaceFirst("$1");
            throw new IOException(program.command().get(0) + " cannot be started: " + reason, refused);
        }
    }

    Process process() {
        return process;
    }

    /** Completed when the process has ended, with the reason in words that follow its name. */
    CompletableFuture<String> ended() {
        Executor own =
                waiting -> new Thread(waiting, process.pid() + "-ended").start(); // of the common pool there may be one
        return process.onExit().thenApplyAsync(this::ending, own);
    }

    private String ending(Process over) {
        try {
            errors.join(GRACE.toMillis()); // its last words may still be on their way
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        String said = lastWords();
        return "it ended with exit code " + over.exitValue() + (said.isEmpty() ? "" : " (" + said + ")");
    }

    /**
     * Ends it with its children: politely first, then by signals. Takes two seconds at the most.
     *
     * @param closing closes its input, which is how servers are asked to end
     */
    void end(Runnable closing) {
        List<ProcessHandle> all = // asked for first: children of one that ended are nobody's
                Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                        .toList();
        closing.run();
        awaitEnd(List.of(process.toHandle()));
        all.forEach(ProcessHandle::destroy);
        awaitEnd(all);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Looks again and again: that a process of another parent has ended is not told. */
    private static void awaitEnd(List<ProcessHandle> all) {
        try {
            for (long waited = 0;
                    waited < GRACE.toMillis() && all.stream().anyMatch(ProcessHandle::isAlive);
                    waited += 20) {
                Thread.sleep(20);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // whatever still runs is then killed at once
        }
    }

    private void readErrors() {
        try (InputStream stream = process.getErrorStream()) {
            BoundedLines lines = new BoundedLines(stream, LONGEST_LINE);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                String shown = PlainText.of(line.get(), SHOWN_OF_A_LINE);
                log.debug("{}: {}", name, shown);
                keep(shown);
            }
        } catch (IOException ended) { // a killed process's stream breaks off
            log.debug("{} says no more", name);
        }
    }

    private void keep(String line) {
        lock.lock();
        try {
            if (!line.isEmpty()) {
                lastErrors.addLast(line);
            }
            if (lastErrors.size() > KEPT_LINES) {
                lastErrors.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Of a stack trace the line that names the error, else the last line. */
    private String lastWords() {
        lock.lock();
        try {
            return lastErrors.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                    .findFirst()
                    .orElseGet(() -> lastErrors.isEmpty() ? "" : lastErrors.getLast());
        } finally {
            lock.unlock();
        }
    }
}
