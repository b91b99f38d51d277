package io.octoswarm.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on a free port of the loopback address. Where a plain request or a tunnel (CONNECT, for https) leads to
 * is always this machine, under whatever name it is asked for.
 */
public final class FakeProxy extends Relay {
    private static final String NO_BODY = "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final @Nullable String refusal;
    private final @Nullable String login;

    private FakeProxy(@Nullable String refusal, @Nullable String login) {
        this.refusal = refusal;
        this.login = login;
        open();
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

    /** Its first line is what is noted of a request. */
    @Override
    void talk(Socket client) throws IOException {
        List<String> head = head(client.getInputStream());
        String[] line = head.get(0).split(" ");
        note(head.get(0));
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
    }

    private void plain(Socket client, List<String> head, int port) throws IOException {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(there, String.join("\r\n", head) + "\r\n\r\n");
            passBothWays(client, there);
        }
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(client, "200 Connection established\r\n\r\n");
            passBothWays(client, there);
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
}
