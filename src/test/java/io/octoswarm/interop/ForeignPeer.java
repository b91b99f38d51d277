package io.octoswarm.interop;

import static org.awaitility.Awaitility.await;

import io.octoswarm.testing.FreePort;
import io.octoswarm.testing.TestProcess;
import io.octoswarm.testing.TestProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A peer that another maker's library serves; it has the four tools, each as simple as can be. */
public final class ForeignPeer {
    /** Whether the peer keeps a session for each client. */
    public enum Mode {
        STATELESS,
        STATEFUL
    }

    private final ForeignRuntime runtime;
    private final TestProcesses processes;
    private final List<String> arguments;
    private final int port;
    private TestProcess process;

    private ForeignPeer(ForeignRuntime runtime, TestProcesses processes, List<String> arguments, int port) {
        this.runtime = runtime;
        this.processes = processes;
        this.arguments = arguments;
        this.port = port;
    }

    /** Starts it on a port of its own and waits until it listens. */
    public static ForeignPeer start(
            ForeignRuntime runtime, TestProcesses processes, String name, String capabilities, Mode mode) {
        int port = FreePort.find();
        List<String> arguments =
                List.of(name, String.valueOf(port), capabilities, mode.name().toLowerCase(Locale.ROOT));
        ForeignPeer peer = new ForeignPeer(runtime, processes, arguments, port);
        peer.start();
        return peer;
    }

    /** @param path as in peers.json, <code>/mcp</code> or <code>/mcp/</code> */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Kills it and starts it on the same port; it remembers nothing. */
    public void restart() {
        process.kill();
        start();
    }

    public void kill() {
        process.kill();
    }

    private void start() {
        process = runtime.script(processes, "octo_server", arguments);
        await("the start of a peer with " + runtime)
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The peer ended at its start:\n" + process.log());
                    }
                    return listens();
                });
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
