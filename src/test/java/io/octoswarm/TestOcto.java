package io.octoswarm;

import io.octoswarm.instance.Home;
import io.octoswarm.instance.Variables;
import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole daemon in this process, on a free port and in a folder of the test, with a client for what tests ask of it.
 * It stands here and not in <code>testing</code>, because what starts the daemon is visible in this package only.
 */
public final class TestOcto implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final int port;
    private final String scheme;
    private final HttpClient http;

    private TestOcto(ConfigurableApplicationContext context, int port, Path certificate) {
        this.context = context;
        this.port = port;
        this.scheme = Files.exists(certificate) ? "https" : "http";
        this.http = Files.exists(certificate) ? TestCertificate.client(TestCertificate.read(certificate)) : HTTP;
    }

    /** An Octo named atlas with the capabilities research and coding, unless the settings say otherwise. */
    public static TestOcto start(Path folder, Map<String, String> settings) {
        int port = FreePort.find();
        Map<String, String> values = new HashMap<>(Map.of(
                "SWARM_NAME", "atlas",
                "SWARM_CAPABILITIES", "research,coding",
                "SWARM_DISCOVERY", "off",
                "SWARM_PORT", String.valueOf(port),
                "OCTO_DIR", folder.toString()));
        values.putAll(settings);
        return new TestOcto(Daemon.start(Settings.read(new Variables(values))), port, Home.certificateFile(folder));
    }

    public int port() {
        return port;
    }

    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** As a part of it would. */
    public void publish(Object event) {
        context.publishEvent(event);
    }

    /** A request to be filled in. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        scheme.equals("http") ? url(path) : URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** As a terminal gives a command. */
    public HttpResponse<String> command(String line) {
        return text("/api/command", line);
    }

    public HttpResponse<String> text(String path, String body) {
        return send(
                request(path).header("Content-Type", "text/plain;charset=UTF-8").POST(BodyPublishers.ofString(body)));
    }

    /** A POST to /mcp with the headers that MCP clients send. */
    public HttpResponse<String> mcp(String body) {
        return send(request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The answer to a JSON-RPC request with the id 7. */
    public JsonNode rpc(String method, String params) {
        return JSON.readTree(
                mcp("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}")
                        .body());
    }

    /** The result of a tool. */
    public JsonNode call(String tool, String arguments) {
        return call(tool, arguments, "{}");
    }

    public JsonNode call(String tool, String arguments, String meta) {
        return rpc("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + ",\"_meta\":" + meta + "}")
                .path("result");
    }

    /** Sends bytes as they are, and returns what comes until the text stands in it or the connection is closed. */
    public String raw(String request, String until) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder response = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0) {
                response.append((char) next);
                next = response.indexOf(until) < 0 ? socket.getInputStream().read() : -1;
            }
            return response.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        Home home = context.getBean(Home.class);
        context.close();
        home.close(); // at the end of a process the system does this
    }
}
