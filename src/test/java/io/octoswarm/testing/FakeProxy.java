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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on a free port of the loopback address. Where a plain request or a tunnel (CONNECT, for https) leads to
 * is always this machine, under whatever name it is asked for.
 */
public final class FakeProxy implements AutoCloseable {
    private static final String NO_BODY = "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final @Nullable String refusal;
    private final @Nullable String login;

    private FakeProxy(@Nullable String refusal, @Nullable String login) {
        this.refusal = refusal;
        this.login = login;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        threads.execute(this::accept);
    }

    public static FakeProxy start() {
        return new FakeProxy(null, null);
    }

    /** @param refusal status and reason with which it refuses tunnels */
    public static FakeProxy refusing(String refusal) {
        return new FakeProxy(refusal, null);
    }

    /** @param header what has to stand in Proxy-Authorization; everything else is answered with 407 */
    public static FakeProxy guarded(String header) {
        return new FakeProxy(null, header);
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getLocalPort();
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
            List<String> head = head(client.getInputStream());
            String[] line = head.get(0).split(" ");
            requests.add(head.get(0));
            if (login != null && !head.contains("Proxy-Authorization: " + login)) {
                client.getInputStream().readNBytes(length(head)); // unread, it would cut the answer
                say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"" + NO_BODY);
            } else if (!line[0].equals("CONNECT")) {
                plain(client, head, URI.create(line[1]).getPort());
            } else if (refusal != null) {
                say(client, refusal + NO_BODY);
            } else {
                tunnel(client, Integer.parseInt(line[1].substring(line[1].lastIndexOf(':') + 1)));
            }
        } catch (IOException cut) {
            return; // whoever asked sees it
        }
    }

    private void plain(Socket client, List<String> head, int port) throws IOException {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(there, String.join("\r\n", head) + "\r\n\r\n");
            passBothWays(threads, client, there);
        }
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(client, "200 Connection established\r\n\r\n");
            passBothWays(threads, client, there);
        }
    }

    /** Until the far end says no more. */
    static void passBothWays(ExecutorService threads, Socket near, Socket far) throws IOException {
        threads.execute(() -> pass(near, far));
        far.getInputStream().transferTo(near.getOutputStream());
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

    private static void say(Socket client, String answer) throws IOException {
        write(client, "HTTP/1.1 " + answer);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int length(List<String> head) {
        return head.stream()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String next = line(in); !next.isEmpty(); next = line(in)) {
            lines.add(next);
        }
        if (lines.isEmpty()) {
            throw new IOException("no request");
        }
        return lines;
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
