package io.octoswarm.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on a free port of the loopback address. A plain request it passes on to where its first line says, on
 * this machine; a request for a tunnel (CONNECT, for https) it refuses, since what tests ask has no certificate.
 */
public final class FakeProxy implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String refusal;

    private FakeProxy(String refusal) {
        this.refusal = refusal;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        threads.execute(this::accept);
    }

    /** @param refusal status and reason with which it refuses tunnels */
    public static FakeProxy start(String refusal) {
        return new FakeProxy(refusal);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The first line of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
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
            String line = line(client.getInputStream());
            requests.add(line);
            if (line.startsWith("CONNECT ")) {
                client.getOutputStream()
                        .write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            URI target = URI.create(line.split(" ")[1]);
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
                there.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> pass(client, there));
                there.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException cut) {
            return; // whoever asked sees it
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException over) {
            return;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
        threads.shutdownNow();
    }
}
