package io.octoswarm.peer;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/** Recognises a URL that leads back to this process. */
final class OwnAddress {
    private OwnAddress() {}

    /** Whether the URL names this host by an address, or as localhost, and our port. Looks up no names: that may block. */
    static boolean isMine(URI url, int port) {
        int effective = url.getPort() != -1 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        return effective == port && isThisHost(url.getHost());
    }

    private static boolean isThisHost(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        if (!literal) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException unknown) {
            return false; // not an address of any host, so not of this one
        }
    }
}
