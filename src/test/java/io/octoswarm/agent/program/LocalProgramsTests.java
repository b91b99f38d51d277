package io.octoswarm.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.octoswarm.agent.program.Outcome.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LocalProgramsTests {
    @TempDir
    Path folder;

    private final Programs programs = new LocalPrograms();

    @Test
    void tellsOutputErrorsAndExitCode() {
        assertThat(shell("echo out; echo err >&2; exit 3")).isEqualTo(new Finished("sh", 3, "out\n", "err\n", false));
    }

    @Test
    void saysWhenTheProgramIsNotInstalled() {
        Outcome outcome = programs.run(List.of("no-such-program-here"));

        assertThat(outcome).isEqualTo(new Outcome.Absent("no-such-program-here"));
        assertThat(outcome.problem()).isEqualTo("no-such-program-here is not installed");
    }

    @Test
    void saysWhenTheProgramCannotBeStarted() throws Exception {
        Path file = Files.writeString(folder.resolve("no-program"), "text");

        assertThat(programs.run(List.of(file.toString()))).isInstanceOf(Outcome.NotStarted.class);
    }

    @Test
    void givesNoInputAndNoSecretsAndASteadyLocale() {
        Finished finished = (Finished) shell("cat; env");

        assertThat(finished.output().lines())
                .contains("LC_ALL=C", "TZ=UTC")
                .allMatch(
                        line -> line.matches(
                                "(PATH|HOME|USER|LOGNAME|TMPDIR|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|LC_ALL|TZ|SYSTEMD_COLORS|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    @Test
    void passesArgumentsAsTheyAre() {
        Finished finished = (Finished) programs.run(List.of("printf", "%s", "$(id); `id` && \"x\" * | > y"));

        assertThat(finished.output()).isEqualTo("$(id); `id` && \"x\" * | > y");
    }

    @Test
    void keepsABoundedPartOfMuchOutputOnBothStreams() {
        Finished finished = (Finished) programs.run(
                List.of("sh", "-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 4"),
                Duration.ofSeconds(30));

        assertThat(finished.exitCode()).isEqualTo(4);
        assertThat(finished.output()).hasSize(Execution.MOST_BYTES);
        assertThat(finished.errors()).hasSize(Execution.MOST_BYTES);
        assertThat(finished.cut()).isTrue();
    }

    @Test
    void killsTheProgramAndItsChildrenAtTheLimit() {
        Path pid = folder.resolve("pid");
        Duration limit = Duration.ofMillis(1_500);
        Outcome outcome = programs.run(List.of("sh", "-c", "sleep 300 & echo $! > " + pid + "; wait"), limit);

        assertThat(outcome).isEqualTo(new Outcome.TimedOut("sh", limit));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !isAlive(Files.readString(pid).strip()));
    }

    @Test
    void doesNotWaitForAChildThatWasLeftBehindWithTheStreams() throws Exception {
        Path pid = folder.resolve("pid");
        long start = System.nanoTime();
        Finished finished = (Finished) shell("sleep 60 & echo $! > " + pid + "; echo done");

        assertThat(finished.output()).isEqualTo("done\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void endsAtOnceWhenTheAskerIsInterrupted() throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Path started = folder.resolve("started");
        Thread asker = new Thread(() -> {
            outcome.set(programs.run(
                    List.of("sh", "-c", "echo $$ > " + started + "; exec sleep 300"), Duration.ofSeconds(300)));
            flag.set(Thread.currentThread().isInterrupted());
        });
        asker.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(started) && Files.size(started) > 0);

        asker.interrupt();
        asker.join(20_000);

        assertThat(outcome.get()).isEqualTo(new Outcome.Interrupted("sh"));
        assertThat(flag).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !isAlive(Files.readString(started).strip()));
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }

    private Outcome shell(String script) {
        return programs.run(List.of("sh", "-c", script));
    }
}
