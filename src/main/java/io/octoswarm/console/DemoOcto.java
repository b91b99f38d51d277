package io.octoswarm.console;

import io.octoswarm.instance.Home;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Octo of the demo: a process of this same jar, with a folder and a <code>.env</code> of its own. */
final class DemoOcto implements AutoCloseable {
    private static final int SECONDS_TO_START = 120; // a Raspberry Pi takes its time
    private static final int SECONDS_TO_END = 10;

    private final String name;
    private final int port;
    private final Path folder;
    private OctoClient client;
    private @Nullable Process process;

    DemoOcto(String name, int port, String role, String capabilities, boolean tls, Path parent) throws IOException {
        this.name = name;
        this.port = port;
        this.folder = Files.createDirectories(parent.resolve(name));
        this.client = newClient();
        Files.writeString(folder.resolve(".env"), """
                SWARM_ENABLED=true
                SWARM_NAME=%s
                SWARM_PORT=%d
                SWARM_ROLE=%s
                SWARM_CAPABILITIES=%s
                SWARM_DISCOVERY=off
                SWARM_AGENT=builtin
                SWARM_TLS=%s
                """.formatted(name, port, role, capabilities, tls ? "on" : "off"));
    }

    String name() {
        return name;
    }

    /** By which another Octo is told of it; over TLS with its certificate, for which nobody else vouches. */
    String addCommand() throws IOException {
        Path certificate = certificate();
        String command = "/swarm add " + name + " " + client.address() + "/mcp/";
        return Files.exists(certificate) ? command + " fingerprint=" + LocalTrust.fingerprint(certificate) : command;
    }

    OctoClient client() {
        return client;
    }

    /** Begins the start. The variables of this process would overrule the <code>.env</code>, so they stay behind. */
    void start() throws IOException {
        checkPort();
        ProcessBuilder builder = new ProcessBuilder(java(), "-jar", jar())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().keySet().removeIf(DemoOcto::isSetting);
        process = builder.start();
    }

    /** Returns when it answers; throws with the end of its log when it does not come up. */
    void awaitUp() throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS_TO_START * 4; i++) {
            if (process != null && process.waitFor(250, TimeUnit.MILLISECONDS)) {
                break;
            }
            client = newClient(); // its certificate may be there now
            if (client.isUp()) {
                return;
            }
        }
        throw new IOException(name + " did not start. The end of its log:\n" + endOfLog());
    }

    /** Returns its exit status when it has ended. */
    int waitForEnd() throws InterruptedException {
        return process == null ? 0 : process.waitFor();
    }

    /** Ends the process, orderly if it can, and removes its folder. May be called twice, and by the shutdown hook. */
    @Override
    public synchronized void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException impatient) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        removeFolder();
    }

    private void checkPort() throws IOException {
        try (ServerSocket free = new ServerSocket(port)) {
            free.setReuseAddress(true);
        } catch (IOException taken) {
            throw new IOException("port " + port
                    + " is in use. SWARM_PORT=<port> chooses another one (and the next one for sentinel).");
        }
    }

    private static boolean isSetting(String variable) {
        return Stream.of(
                        "SWARM_",
                        "TELEGRAM_",
                        "ANTHROPIC_",
                        "OPENAI_",
                        "OLLAMA_",
                        "OCTO_",
                        "BG_",
                        "DEFAULT_MODEL",
                        "SERVER_",
                        "SPRING_")
                .anyMatch(variable::startsWith);
    }

    private OctoClient newClient() {
        return new OctoClient(port, Optional.empty(), certificate());
    }

    private Path certificate() {
        return Home.certificateFile(data());
    }

    /** Its data folder. */
    Path data() {
        return folder.resolve(".octo");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar() throws IOException {
        String jar = System.getProperty("java.class.path");
        if (!jar.endsWith(".jar") || jar.contains(File.pathSeparator)) {
            throw new IOException("it runs from the built jar only: java -jar target/octo-swarm.jar demo");
        }
        return Path.of(jar).toAbsolutePath().toString();
    }

    private Path log() {
        return folder.resolve("log.txt");
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private void removeFolder() {
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder.getParent()); // goes with the last of the two
        } catch (DirectoryNotEmptyException other) {
            return; // the other Octo still has its folder there
        } catch (IOException left) {
            System.err.println("The folder " + folder + " could not be removed: " + left.getMessage());
        }
    }
}
