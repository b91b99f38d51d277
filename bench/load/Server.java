package io.octoswarm.bench.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which ends with this one. */
final class Server implements AutoCloseable {
    private static final Path OUT = Path.of("target", "bench").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "JAVA_TOOL_OPTIONS");

    private final Process process;
    private final int port;
    private final Duration startUp;

    private Server(List<String> command, int port) throws IOException, InterruptedException {
        this.port = port;
        Path folder = Files.createTempDirectory(OUT, "octo-");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment()
                .putAll(Map.of(
                        "SWARM_NAME", "bench",
                        "SWARM_PORT", String.valueOf(port),
                        "SWARM_CAPABILITIES", "logs,docker,nginx",
                        "SWARM_DISCOVERY", "off",
                        "NODE_ENV", "production"));
        long start = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitHealth(start, folder);
        startUp = Duration.ofNanos(System.nanoTime() - start);
    }

    /** The jar, as a user starts it. */
    static Server jar() throws IOException, InterruptedException {
        String jar = OUT.resolveSibling("octo-swarm.jar").toString();
        return new Server(List.of(java(), "-jar", jar), freePort());
    }

    /** The same classes with the plain endpoints and the stand-in agent beside them. */
    static Server withPlainEndpoints() throws IOException, InterruptedException {
        String classes = OUT.resolve("server") + File.pathSeparator + OUT.resolve("app/octo-swarm.jar")
                + File.pathSeparator + OUT.resolve("app/lib") + "/*";
        List<String> command = new ArrayList<>(List.of(java(), "-cp", classes));
        if (Runtime.version().feature() >= 24) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.add("io.octoswarm.OctoSwarm");
        return new Server(command, freePort());
    }

    static Server typeScript() throws IOException, InterruptedException {
        int port = freePort();
        return new Server(List.of("node", OUT.resolve("node/server.mjs").toString(), String.valueOf(port)), port);
    }

    int port() {
        return port;
    }

    /** From the start of the process to its first answer under /health. */
    Duration startUp() {
        return startUp;
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What the process holds of the machine's memory, in MB (Linux only). */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void awaitHealth(long start, Path folder) throws IOException, InterruptedException {
        while (process.isAlive() && System.nanoTime() - start < LONGEST_START.toNanos()) {
            try {
                Connection.once(port, Request.get("/health"));
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        process.destroy();
        throw new IOException("The server did not start: " + Files.readString(folder.resolve("log")));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
