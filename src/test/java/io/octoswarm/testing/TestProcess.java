package io.octoswarm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program that a test runs: of the surrounding variables it sees only those that programs need to run at all, and all
 * it prints goes to one file.
 */
public final class TestProcess {
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LC_ALL", "JAVA_HOME");
    private static final int MOST_LOG_CHARACTERS = 20_000;

    private final Process process;
    private final Path log;

    private TestProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it. What it prints is appended to {@code log}. */
    public static TestProcess start(List<String> command, Path folder, Map<String, String> variables, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(variables);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new TestProcess(process, log);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long id() {
        return process.pid();
    }

    /** Waits for its end; the exit status. Throws an IllegalStateException when it goes on for longer. */
    public int awaitEnd(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Process " + id() + " did not end within " + seconds + " s. Its output:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was ended.", ended);
        }
    }

    /** Ends it as <code>kill -9</code> does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(10);
    }

    /** Asks it to end; kills it when that takes more than 30 s. */
    public void stop() {
        process.destroy();
        try {
            awaitEnd(30);
        } catch (IllegalStateException deaf) {
            kill();
        }
    }

    /** What it printed; of much, the end. */
    public String log() {
        return textOf(log);
    }

    static String textOf(Path log) {
        try {
            String text = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
            return text.length() <= MOST_LOG_CHARACTERS ? text : text.substring(text.length() - MOST_LOG_CHARACTERS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
