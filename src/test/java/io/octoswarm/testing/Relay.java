package io.octoswarm.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What proxies of a test have in common: a free port of the loopback address, a thread for each that comes, two ways. */
abstract class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Relay() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** To be called when it is ready to serve. */
    final void open() {
        threads.execute(this::accept);
    }

    public final int port() {
        return server.getLocalPort();
    }

    /** What was asked for, each time. */
    public final List<String> requests() {
        return List.copyOf(requests);
    }

    final void note(String request) {
        requests.add(request);
    }

    /** Talks with one that came; it is closed afterwards. */
    abstract void talk(Socket client) throws IOException;

    /** Until the far end says no more. */
    final void passBothWays(Socket near, Socket far) throws IOException {
        threads.execute(() -> pass(near, far));
        far.getInputStream().transferTo(near.getOutputStream());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException cut) {
            return; // whoever asked sees it
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
            to.shutdownOutput();
        } catch (IOException over) {
            return;
        }
    }

    @Override
    public final void close() {
        try {
            server.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
        threads.shutdownNow();
    }
}
