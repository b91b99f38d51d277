package io.octoswarm.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leads from a free port of the loopback address to another one there, and may be cut and be whole again at once. */
public final class Cable extends Relay {
    private final int end;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Cable(int end) {
        this.end = end;
        open();
    }

    public static Cable to(int port) {
        return new Cable(port);
    }

    /** Where one gets in, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Ends all connections that go through it. */
    public void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    void talk(Socket client) throws IOException {
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), end)) {
            open.add(client);
            passBothWays(client, far);
        } finally {
            open.remove(client);
        }
    }
}
