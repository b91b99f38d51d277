package io.octoswarm.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Role;
import io.octoswarm.security.SecuritySettings;
import io.octoswarm.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user and a script see of a command, against a server that answers as each test says. */
class TerminalTests {
    private static final String TEXT = "text/plain;charset=UTF-8";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/results/next", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void whatWasDoneGoesToTheOutputWithStatus0() {
        answers("/api/command", 200, TEXT, "No peers.");

        assertThat(terminal().command(List.of("/swarm", "peers"))).isZero();
        assertThat(said(out)).isEqualTo("No peers.");
        assertThat(said(errors)).isEmpty();
    }

    @Test
    void aRefusalGoesToTheErrorsWithStatus1() {
        answers("/api/command", 422, TEXT, "Usage: /swarm add <name> <url>");

        assertThat(terminal().command(List.of("/swarm", "add"))).isEqualTo(1);
        assertThat(said(out)).isEmpty();
        assertThat(said(errors)).isEqualTo("Usage: /swarm add <name> <url>");
    }

    @Test
    void whatTheDoctorFoundIsOutputAlsoWhereSomethingIsToBeDone() {
        answers("/api/command", 422, TEXT, "TO DO  peers.json  line 2\n1 thing is to be done.");

        assertThat(terminal().doctor()).isEqualTo(1);
        assertThat(said(out)).endsWith("1 thing is to be done.");
        assertThat(said(errors)).isEmpty();
    }

    @Test
    void noAnswerReachesTheTerminalsControls() {
        answers("/api/command", 200, TEXT, "\u001b]0;owned\u0007\u001b[2Jhello\u009b31m");

        terminal().command(List.of("/swarm"));
        assertThat(said(out)).contains("hello").doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void anAnswerIsPrintedAsItComesAndOnlyOnce() {
        answers("/api/ask", 200, "text/event-stream", """
                event: text
                data: Disk / is

                event: text
                data:  14 % full.

                event: answer
                data: Disk / is 14 % full.

                """);

        assertThat(terminal().ask(List.of("disks?"))).isZero();
        assertThat(said(out)).isEqualTo("Disk / is 14 % full.");
    }

    @Test
    void anAnswerThatIsCutIsNoneAndSaysSo() {
        answers("/api/ask", 200, "text/event-stream", "event: text\ndata: Disk / is\n\n");

        assertThat(terminal().ask(List.of("disks?"))).isEqualTo(1);
        assertThat(said(errors)).contains("did not answer to the end");
    }

    @Test
    void aResultOfBackgroundWorkIsShownAndThenAcknowledged() {
        server.removeContext("/api/results/next");
        server.createContext("/api/results/next", exchange -> {
            boolean first = !paths.contains("/api/results/next");
            paths.add(exchange.getRequestURI().getPath());
            if (first) {
                exchange.getResponseHeaders().set("Octo-Task", "swarm-1f0c9a2b");
            }
            byte[] text = "Backup: done".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(first ? 200 : 204, first ? text.length : -1);
            exchange.getResponseBody().write(text, 0, first ? text.length : 0);
            exchange.close();
        });
        answers("/api/results/swarm-1f0c9a2b/receipt", 200, TEXT, "");
        answers("/api/command", 200, TEXT, "No peers.");

        assertThat(terminal().command(List.of("/swarm"))).isZero();
        assertThat(said(out)).isEqualTo("No peers.\n\nMeanwhile: Backup: done");
        assertThat(paths)
                .containsExactly(
                        "/api/command",
                        "/api/results/next",
                        "/api/results/swarm-1f0c9a2b/receipt",
                        "/api/results/next");
    }

    @Test
    void aWebServerThatIsNoOctoIsCalledSo() {
        answers("/api/command", 200, "text/html", "<html>It works!</html>");

        assertThat(terminal().command(List.of("/swarm"))).isEqualTo(2);
        assertThat(said(errors)).contains("is no Octo").contains("SWARM_PORT");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void aServerThatSpeaksNoHttpIsNoOcto() throws IOException {
        try (ServerSocket ssh = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> greet(ssh));

            assertThat(terminal(ssh.getLocalPort()).command(List.of("/swarm"))).isEqualTo(2);
            assertThat(said(errors)).contains("is no Octo");
            greeting.join();
        }
    }

    @Test
    void whereNobodyListensItTellsHowToStartOne() {
        assertThat(terminal(FreePort.find()).command(List.of("/swarm"))).isEqualTo(2);
        assertThat(said(errors)).contains("No Octo runs at").contains("java -jar octo-swarm.jar");
    }

    @Test
    void whatCannotBeWrittenIsNoSuccess() {
        answers("/api/command", 200, TEXT, "No peers.");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(terminal(server.getAddress().getPort(), full).command(List.of("/swarm")))
                .isEqualTo(1);
        assertThat(said(errors)).isEqualTo("What was answered could not be written.");
    }

    @Test
    void aQuestionWithoutWordsIsWrongUse() {
        assertThat(terminal().ask(List.of())).isEqualTo(2);
        assertThat(said(errors)).contains("What is the question?");
    }

    private void answers(String path, int status, String type, String text) {
        server.createContext(path, exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void greet(ServerSocket ssh) {
        try (Socket caller = ssh.accept()) {
            caller.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
            caller.shutdownOutput();
            caller.getInputStream().readAllBytes();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    private Terminal terminal() {
        return terminal(server.getAddress().getPort());
    }

    private Terminal terminal(int port) {
        return terminal(port, out);
    }

    private Terminal terminal(int port, OutputStream output) {
        return new Terminal(
                new InstanceSettings(true, "atlas", port, List.of(), Role.WORKER, folder),
                new SecuritySettings(List.of()),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).strip();
    }
}
