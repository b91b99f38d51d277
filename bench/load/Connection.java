package io.octoswarm.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection over loopback, just enough of it and no more: the cores are the server's. Where
 * the server ends it, as Tomcat does after 100 requests, the next request opens a new one. Not thread-safe.
 */
final class Connection implements Closeable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean last;
    private final byte[] buffer = new byte[1 << 14];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int position;
    private int limit;

    Connection(int port) throws IOException {
        this.port = port;
        open();
    }

    private void open() throws IOException {
        last = false;
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /** Sends and waits for the whole answer; everything but 200 is an error. */
    void exchange(Request request) throws IOException {
        if (last) {
            close();
            open();
        }
        socket.getOutputStream().write(request.bytes());
        String status = line();
        readBody();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status + " " + body.toString(StandardCharsets.UTF_8));
        }
    }

    /** The body of the last answer. */
    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    static String once(int port, Request request) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.exchange(request);
            return connection.text();
        }
    }

    private void readBody() throws IOException {
        body.reset();
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        if (!chunked) {
            take(length);
            return;
        }
        for (int chunk = chunkLength(); chunk > 0; chunk = chunkLength()) {
            take(chunk);
            line();
        }
        line();
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private void take(int length) throws IOException {
        for (int missing = length; missing > 0; ) {
            fill();
            int part = Math.min(missing, limit - position);
            body.write(buffer, position, part);
            position += part;
            missing -= part;
        }
    }

    /** A line without its end; headers are shorter than the buffer. */
    private String line() throws IOException {
        StringBuilder rest = new StringBuilder();
        while (true) {
            fill();
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    rest.append(new String(buffer, position, i - position, StandardCharsets.ISO_8859_1));
                    position = i + 1;
                    return rest.toString().strip();
                }
            }
            rest.append(new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1));
            position = limit;
        }
    }

    private void fill() throws IOException {
        if (position < limit) {
            return;
        }
        position = 0;
        limit = in.read(buffer);
        if (limit < 0) {
            limit = 0;
            throw new EOFException("The server closed the connection.");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
