package io.octoswarm.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKS 5 proxy (RFC 1928, RFC 1929) on a free port of the loopback address. Where it leads to is always this machine,
 * under whatever name it is asked for.
 */
public final class FakeSocks extends Relay {
    private static final int VERSION = 5;
    private static final int NONE = 0;
    private static final int LOGIN = 2;
    private static final int NO_METHOD = 0xff;
    private static final int NAME = 3;

    private final @Nullable String login;

    private FakeSocks(@Nullable String login) {
        this.login = login;
        open();
    }

    public static FakeSocks start() {
        return new FakeSocks(null);
    }

    /** @param login user, colon, password */
    public static FakeSocks guarded(String login) {
        return new FakeSocks(login);
    }

    /** Host and port are noted as they were asked for; an address where no name was told. */
    @Override
    void talk(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        if (!isLetIn(in, out)) {
            return;
        }
        in.readNBytes(3); // version, connect, reserved
        String host = in.read() == NAME
                ? new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII)
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        int port = in.readUnsignedShort();
        note(host + ":" + port);
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
            out.write(new byte[] {VERSION, 0, 0, 1, 127, 0, 0, 1, 0, 0});
            passBothWays(client, there);
        }
    }

    private boolean isLetIn(DataInputStream in, OutputStream out) throws IOException {
        in.read();
        byte[] methods = in.readNBytes(in.read());
        int wanted = login == null ? NONE : LOGIN;
        if (!new String(methods, StandardCharsets.ISO_8859_1).contains(String.valueOf((char) wanted))) {
            out.write(new byte[] {VERSION, (byte) NO_METHOD});
            return false;
        }
        out.write(new byte[] {VERSION, (byte) wanted});
        if (login == null) {
            return true;
        }
        in.read();
        String user = new String(in.readNBytes(in.read()), StandardCharsets.ISO_8859_1);
        String password = new String(in.readNBytes(in.read()), StandardCharsets.ISO_8859_1);
        boolean known = login.equals(user + ":" + password);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        return known;
    }
}
