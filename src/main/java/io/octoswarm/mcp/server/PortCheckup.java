package io.octoswarm.mcp.server;

import io.octoswarm.instance.Checkup;
import io.octoswarm.instance.Instance;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether this Octo's port is open on the device's addresses in the network; whether peers get there, they tell. */
@Component
class PortCheckup implements Checkup {
    private static final int MILLIS_TO_CONNECT = 1_000;
    private static final int MOST_ADDRESSES = 5;

    private final Instance instance;

    PortCheckup(Instance instance) {
        this.instance = instance;
    }

    @Override
    public List<Finding> examine() {
        List<String> open = new ArrayList<>();
        List<String> shut = new ArrayList<>();
        for (InetAddress address : addresses()) {
            (connects(address) ? open : shut).add(address.getHostAddress());
        }
        String port = "port " + instance.port();
        if (!shut.isEmpty()) {
            return List.of(Finding.bad(
                    port, "is shut on " + String.join(", ", shut) + "; is a firewall in the way? Peers must reach it"));
        }
        return List.of(
                open.isEmpty()
                        ? Finding.bad(port, "this device has no address in a network, so that no peer can reach it")
                        : Finding.good(port, "is open on " + String.join(", ", open)));
    }

    private boolean connects(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, instance.port()), MILLIS_TO_CONNECT);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static List<InetAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(PortCheckup::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .limit(MOST_ADDRESSES)
                    .toList();
        } catch (SocketException none) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }
}
