package io.octoswarm.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The built program on a host of a {@link Lan}, on port 9100, spoken with from that host. */
public final class LanOcto implements AutoCloseable {
    private final Lan lan;
    private final int host;
    private final String key;
    private final Path folder;
    private TestProcess process;

    /** Not started yet. {@code settings} holds at least SWARM_NAME. */
    public LanOcto(Lan lan, int host, Path folder, Map<String, String> settings) {
        this.lan = lan;
        this.host = host;
        this.key = settings.getOrDefault("SWARM_API_KEY", "");
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(".env"),
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public LanOcto begin() {
        process = TestProcess.start(lan.on(host, OctoProcess.program(List.of())), folder, Map.of(), log());
        return this;
    }

    /** Waits until it answers. */
    public LanOcto up() {
        await("an Octo on host " + host)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("It ended at its start:\n" + TestProcess.textOf(log()));
                    }
                    return lan.output(host, "curl", "-s", "-m", "2", "http://127.0.0.1:9100/health")
                            .contains("ok");
                });
        return this;
    }

    /** The answer to a slash command. */
    public String command(String line) {
        return post("/api/command", line);
    }

    /** The answer to a question. */
    public String ask(String question) {
        return post("/api/messages", question);
    }

    public boolean isOnline(String peer) {
        return sees(peer, "online");
    }

    public boolean isOffline(String peer) {
        return sees(peer, "offline");
    }

    private boolean sees(String peer, String state) {
        return command("/swarm peers").matches("(?s)(.*\\n)?" + peer + " +" + state + ".*");
    }

    private String post(String path, String text) {
        return lan.output(
                host,
                "curl",
                "-s",
                "-m",
                "60",
                "-H",
                "Authorization: Bearer " + key,
                "-H",
                "Content-Type: text/plain",
                "--data",
                text,
                "http://127.0.0.1:9100" + path);
    }

    public void kill() {
        process.kill();
    }

    /** As a device that falls asleep: nothing of it runs on, and its clock does. */
    public void freeze() {
        signal("STOP");
    }

    public void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        lan.output(host, "kill", "-" + name, String.valueOf(process.id()));
    }

    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    public String output() {
        return TestProcess.textOf(log());
    }

    private Path log() {
        return folder.resolve("octo.log");
    }
}
