package io.octoswarm.testing;

import static org.awaitility.Awaitility.await;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The built program (system property <code>octo.jar</code>) as a process of its own: its <code>.env</code> and its
 * <code>.octo</code> are in a folder of the test, its port is a free one and stays the same over restarts.
 */
public final class OctoProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(180); // two cores that others keep busy
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private static final JsonMapper JSON = JsonMapper.shared();

    /** With two cores, the JDK runs what it would give to its common pool on threads that know more classes. */
    private static final String AS_ON_FOUR_CORES = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3";

    /** Half of the work of a start is the second compiler's, for hours that a test does not have. */
    private static final String SOON_UP = "-XX:TieredStopAtLevel=1";

    private final Path folder;
    private final Path log;
    private final int port;
    private final String name;
    private final boolean encrypted;
    private final List<String> wrapper = new ArrayList<>();
    private TestProcess process;

    private OctoProcess(Path folder, String name, int port, boolean encrypted) {
        this.folder = folder;
        this.log = folder.resolve("octo.log");
        this.name = name;
        this.port = port;
        this.encrypted = encrypted;
    }

    /** Starts an Octo in a folder that is made where it is missing, and waits until it answers. */
    public static OctoProcess start(Path folder, String name, Map<String, String> variables) {
        OctoProcess octo = prepare(folder, name, variables);
        octo.start();
        return octo;
    }

    /** Writes the <code>.env</code> without starting anything. {@code variables} win over what is set for a test. */
    public static OctoProcess prepare(Path folder, String name, Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("SWARM_NAME", name);
        all.put("SWARM_PORT", String.valueOf(FreePort.find()));
        all.put("SWARM_DISCOVERY", "off");
        all.putAll(variables);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(".env"),
                    all.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        boolean encrypted = "on".equals(all.get("SWARM_TLS")) || all.containsKey("SWARM_TLS_CERTIFICATE");
        return new OctoProcess(folder, name, Integer.parseInt(all.get("SWARM_PORT")), encrypted);
    }

    /** A program with arguments that is to run it: it gets the command line as further arguments and must not fork. */
    public OctoProcess wrapped(List<String> command) {
        wrapper.addAll(command);
        return this;
    }

    /** Starts it (again) and waits until <code>/health</code> answers; fails with its output when it ends before. */
    public void start() {
        process = TestProcess.start(command(), folder, Map.of(), log);
        await("the start of " + name)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(name + " ended at its start:\n" + log());
                    }
                    return isHealthy();
                });
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(program(List.of()));
        return command;
    }

    /** Its process number. */
    public long id() {
        return process.id();
    }

    /** The exit status of a start that is to fail; its output is in the log. */
    public int startInVain() {
        process = TestProcess.start(command(), folder, Map.of(), log);
        return process.awaitEnd((int) LONGEST_START.toSeconds());
    }

    /** Ends it as <code>kill -9</code> does. */
    public void kill() {
        process.kill();
    }

    /** Asks it to end and waits for that. */
    public void stop() {
        process.stop();
    }

    /** Ends it if it runs. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.stop();
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    /** Where it is, without a slash at the end. */
    public String url() {
        return scheme() + "://127.0.0.1:" + port;
    }

    /** Of the certificate that it shows; it must serve over TLS. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(TestCertificate.read(certificate()));
    }

    private Path certificate() {
        return Home.certificateFile(folder.resolve(".octo"));
    }

    private String scheme() {
        return encrypted ? "https" : "http";
    }

    /** Its address for peers, as the documentation spells it. */
    public String mcpUrl() {
        return url() + "/mcp/";
    }

    /** What it printed since its first start; of much, the end. */
    public String log() {
        return TestProcess.textOf(log);
    }

    Path logFile() {
        return log;
    }

    /** Runs the program a second time beside it, with these arguments, in its folder: a user's terminal. */
    public Said terminal(String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "terminal-", ".log");
            int status = TestProcess.start(program(List.of(arguments)), folder, Map.of(), output)
                    .awaitEnd(330);
            return new Said(status, TestProcess.textOf(output).strip());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Gives a slash command over HTTP, which is quicker than {@link #terminal}; the status is HTTP's. */
    public Said command(String line) {
        return post("/api/command", line);
    }

    /** Asks a question over HTTP as a human would; the status is HTTP's. */
    public Said ask(String question) {
        return post("/api/messages", question);
    }

    /**
     * Calls one of its tools, as a peer does.
     *
     * @return the structured result
     * @throws UncheckedIOException when it cannot be reached
     */
    public JsonNode call(String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        return result(tool, arguments, meta).path("structuredContent");
    }

    /** As {@link #call}, with the whole result: a refusal has a text and <code>isError</code>. */
    public JsonNode result(String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        String body = JSON.writeValueAsString(Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", arguments, "_meta", meta)));
        Said answer = send(request("/mcp/")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return JSON.readTree(answer.text()).path("result");
    }

    /** GETs a path such as <code>/api/status</code>. */
    public Said get(String path) {
        return send(request(path).build());
    }

    private Said post(String path, String text) {
        return send(request(path)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create((encrypted ? "https://localhost:" + port : url()) + path))
                .timeout(Duration.ofSeconds(330));
    }

    private Said send(HttpRequest request) {
        try {
            HttpResponse<String> response = http().send(request, HttpResponse.BodyHandlers.ofString());
            return new Said(response.statusCode(), response.body().strip());
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was ended.", ended);
        }
    }

    /** Made anew each time where there is TLS, as its certificate may be another one. */
    private HttpClient http() {
        return encrypted ? TestCertificate.client(TestCertificate.read(certificate())) : HTTP;
    }

    private boolean isHealthy() {
        if (encrypted && !Files.exists(certificate())) {
            return false;
        }
        try {
            Said health = get("/health");
            return health.status() == 200 && health.text().contains("\"octo-" + name + "\"");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    static List<String> program(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                AS_ON_FOUR_CORES,
                SOON_UP,
                "-jar",
                jar()));
        command.addAll(arguments);
        return command;
    }

    private static String jar() {
        String jar = System.getProperty("octo.jar", "target/octo-swarm.jar");
        return Path.of(jar).toAbsolutePath().toString();
    }
}
