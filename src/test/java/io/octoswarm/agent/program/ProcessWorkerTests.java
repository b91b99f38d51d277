package io.octoswarm.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.octoswarm.agent.CannotAnswer;
import io.octoswarm.instance.Trace;
import io.octoswarm.instance.Variables;
import io.octoswarm.task.Priority;
import io.octoswarm.task.Task;
import io.octoswarm.task.TaskKind;
import io.octoswarm.task.TaskSettings;
import io.octoswarm.task.TaskState;
import io.octoswarm.testing.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProcessWorkerTests {
    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<String> notes = new ArrayList<>();
    private final ProcessWorker worker = new ProcessWorker(
            new AllowedPrograms(
                    new LocalPrograms(), TaskSettings.from(new Variables(Map.of("SWARM_SHELL", "echo,sh,sleep")))),
            clock);

    @Test
    void whatTheProgramPrintsIsTheResult() {
        assertThat(work("echo\nas it is: $HOME; `id`")).isEqualTo("as it is: $HOME; `id`\n");
        assertThat(notes).containsExactly("runs echo");
    }

    @Test
    void aProgramThatFailsFailsTheTaskWithWhatItSaid() {
        assertThatThrownBy(() -> work("sh\n-c\necho no such disk >&2; exit 3"))
                .isInstanceOf(CannotAnswer.class)
                .hasMessage("sh failed with exit code 3 (no such disk).");
    }

    @Test
    void aProgramThatIsNotAllowedAnyMoreIsNotRun() {
        assertThatThrownBy(() -> work("rm\n-rf\n/nothing"))
                .isInstanceOf(CannotAnswer.class)
                .hasMessageContaining("SWARM_SHELL allows: echo, sh, sleep");
    }

    @Test
    void theDeadlineKillsTheProgram() {
        Instant deadline = clock.instant().plus(Duration.ofMillis(300));

        assertThatThrownBy(() -> worker.work(task("sleep\n300", deadline), notes::add))
                .isInstanceOf(CannotAnswer.class)
                .hasMessageContaining("sleep took longer than");
    }

    @Test
    void cancellingKillsTheProgramWithItsChildren() throws Exception {
        Path child = folder.resolve("child");
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread thread = new Thread(() -> work("sh\n-c\nsleep 300 & echo $! > " + child + "; wait"));
        thread.setUncaughtExceptionHandler((ended, failure) -> end.set(failure));
        thread.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(child) && Files.size(child) > 0);

        thread.interrupt();

        thread.join(20_000);
        assertThat(end.get()).isInstanceOf(CannotAnswer.class);
        long number = Long.parseLong(Files.readString(child).strip());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !ProcessHandle.of(number).map(ProcessHandle::isAlive).orElse(false));
    }

    private String work(String command) {
        return worker.work(task(command, null), notes::add);
    }

    private Task task(String command, Instant deadline) {
        return new Task(
                "swarm-00000001",
                TaskKind.PROCESS,
                command,
                "",
                Priority.NORMAL,
                List.of(),
                "atlas",
                TaskState.RUNNING,
                1,
                1,
                "atlas",
                List.of(),
                Trace.begin(),
                "atlas",
                null,
                deadline,
                null,
                null,
                null,
                null,
                null,
                clock.instant(),
                clock.instant(),
                null);
    }
}
