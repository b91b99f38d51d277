package io.octoswarm.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class StartedProgramsTests {
    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void theNextStartEndsWhatAKilledOctoLeftRunningWithItsChildren() throws Exception {
        Path child = folder.resolve("child");
        Process left = start("sh", "-c", "sleep 300 & echo $! > " + child + "; wait");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(child) && Files.size(child) > 0);
        started().add(left.toHandle());

        started().endLeft();

        await().atMost(Duration.ofSeconds(20)).until(() -> !left.isAlive());
        long number = Long.parseLong(Files.readString(child).strip());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !ProcessHandle.of(number).map(ProcessHandle::isAlive).orElse(false));
        assertThat(records()).isEmpty();
    }

    @Test
    void aProcessThatHasTheNumberButAnotherTimeIsLeftAlone() throws Exception {
        Process other = start("sleep", "300");
        long start = other.toHandle().info().startInstant().orElseThrow().toEpochMilli();
        Files.createDirectories(programs());
        Files.createFile(programs().resolve(other.pid() + "-" + (start - 60_000)));

        started().endLeft();

        assertThat(other.isAlive()).isTrue();
        assertThat(records()).isEmpty();
    }

    @Test
    void whatIsNoRecordIsRemovedAndNothingIsEnded() throws Exception {
        Files.createDirectories(programs());
        Files.createFile(programs().resolve("1"));
        Files.createFile(programs().resolve("99999999999999999999-1"));

        started().endLeft();

        assertThat(records()).isEmpty();
    }

    @Test
    void whatEndsByItselfLeavesNothingBehind() throws Exception {
        StartedPrograms started = started();
        Path record = started.add(start("sleep", "300").toHandle());
        assertThat(records()).containsExactly(record);

        started.remove(record);

        assertThat(records()).isEmpty();
    }

    private StartedPrograms started() {
        return new StartedPrograms(programs());
    }

    private Path programs() {
        return folder.resolve("programs");
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> records = Files.list(programs())) {
            return records.toList();
        }
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }
}
