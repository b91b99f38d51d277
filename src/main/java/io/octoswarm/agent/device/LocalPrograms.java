package io.octoswarm.agent.device;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The programs of this device, as processes of their own. */
@Component
final class LocalPrograms implements Programs {
    /** The least that the tools need; keys and tokens of this process are no business of theirs. */
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");

    /** ENOENT, in the words of Java 17 and of 25. */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error[=:] ?2\\b");

    private static final Duration REST_OF_OUTPUT = Duration.ofMillis(500);

    @Override
    public Outcome run(List<String> command, Duration limit) {
        String program = command.get(0);
        try {
            return await(program, start(command), limit);
        } catch (IOException notStarted) {
            String reason = String.valueOf(notStarted.getMessage());
            return NO_SUCH_FILE.matcher(reason).find()
                    ? new Outcome.Absent(program)
                    : new Outcome.NotStarted(program, reason);
        }
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.putAll(Map.of("LC_ALL", "C", "TZ", "UTC", "SYSTEMD_COLORS", "0"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static Outcome await(String program, Process process, Duration limit) {
        Capture output = Capture.of(process.getInputStream(), program + " output");
        Capture errors = Capture.of(process.getErrorStream(), program + " errors");
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.TimedOut(program, limit);
            }
            // a child that it left behind may hold the streams open for ever
            boolean whole = output.await(REST_OF_OUTPUT) & errors.await(REST_OF_OUTPUT);
            return new Outcome.Finished(
                    program, process.exitValue(), output.text(), errors.text(), !whole || output.isCut());
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
