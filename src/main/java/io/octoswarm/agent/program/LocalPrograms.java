package io.octoswarm.agent.program;

import io.octoswarm.instance.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The programs of this device, as processes of their own. */
@Component
public final class LocalPrograms implements Programs {
    private static final Logger log = LoggerFactory.getLogger(LocalPrograms.class);

    /** The least that the tools need; keys and tokens of this process are no business of theirs. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");

    /** ENOENT, in the words of Java 17 and of 25. */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error[=:] ?2\\b");

    private static final Duration REST_OF_OUTPUT = Duration.ofMillis(500);

    /** What belongs to the swarm and not to a program that its owner lets it run. */
    private static final Set<String> KEPT_BACK =
            Set.of("SWARM_API_KEY", "SWARM_BOARD_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_PROXY");

    private final @Nullable StartedPrograms started;

    /** Ends what a killed Octo left running in this folder. */
    @Autowired
    LocalPrograms(Home home) {
        started = new StartedPrograms(home.programs());
        started.endLeft();
    }

    /** Without a folder: what it starts is not known to the next start. */
    public LocalPrograms() {
        started = null;
    }

    @Override
    public Outcome run(Execution execution) {
        String program = execution.command().get(0);
        try {
            return recorded(program, start(execution), execution);
        } catch (IOException notStarted) {
            String reason = String.valueOf(notStarted.getMessage());
            return NO_SUCH_FILE.matcher(reason).find()
                    ? new Outcome.Absent(program)
                    : new Outcome.NotStarted(program, reason);
        }
    }

    /** What ends within seconds by itself is not worth a file. */
    private Outcome recorded(String program, Process process, Execution execution) throws IOException {
        if (started == null || execution.limit().compareTo(LIMIT) <= 0) {
            return await(program, process, execution);
        }
        Path record = started.add(process.toHandle());
        try {
            return await(program, process, execution);
        } finally {
            started.remove(record);
        }
    }

    private static Process start(Execution execution) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(execution.command());
        Map<String, String> environment = builder.environment();
        if (execution.surroundings() == Execution.Surroundings.BARE) {
            environment.keySet().retainAll(PASSED_ON);
            environment.putAll(Map.of("LC_ALL", "C", "TZ", "UTC", "SYSTEMD_COLORS", "0"));
        } else {
            environment.keySet().removeAll(KEPT_BACK);
        }
        return builder.start();
    }

    /** On a thread of its own: a program that prints before it has read all would else wait for us, and we for it. */
    private static void feed(Process process, String program, String input) throws IOException {
        OutputStream stream = process.getOutputStream();
        if (input.isEmpty()) {
            stream.close();
            return;
        }
        Thread writer = new Thread(() -> write(stream, program, input), program + " input");
        writer.setDaemon(true);
        writer.start();
    }

    private static void write(OutputStream stream, String program, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) { // it may end without reading; its exit code says how that was
            log.debug("{} did not read all of its input", program);
        }
    }

    private static Outcome await(String program, Process process, Execution execution) throws IOException {
        Duration limit = execution.limit();
        Capture output = Capture.of(process.getInputStream(), program + " output", execution.mostBytes());
        Capture errors = Capture.of(process.getErrorStream(), program + " errors", Execution.MOST_BYTES);
        try {
            feed(process, program, execution.input());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.TimedOut(program, limit);
            }
            // A child that it left behind may hold the streams open for ever; what the program itself said is there.
            output.await(REST_OF_OUTPUT);
            errors.await(REST_OF_OUTPUT);
            return new Outcome.Finished(program, process.exitValue(), output.text(), errors.text(), output.isCut());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted(program);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
