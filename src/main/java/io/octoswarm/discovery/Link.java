package io.octoswarm.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of this device's addresses, with the network behind it.
 *
 * @param card the name of its interface
 * @param address IPv6 link-local ones with their scope
 * @param prefix how many bits of the address name the network
 */
record Link(String card, InetAddress address, int prefix) {
    /** Each link costs four threads. */
    private static final int MOST = 16;

    /**
     * Those that can be announced on: an address of each interface that is up and can multicast, and of several in the
     * same network one, as they would take each other for strangers. IPv6 is used where there is no IPv4 but a
     * link-local one: that two interfaces lie in one network, link-local addresses do not tell.
     *
     * @param used is preferred
     */
    static List<Link> current(Set<Link> used) throws SocketException {
        List<Link> links = new ArrayList<>();
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            if (card.isUp()
                    && card.supportsMulticast()
                    && !card.isLoopback()
                    && !card.isPointToPoint()
                    && !isPartOfBridge(card)) {
                links.addAll(of(card));
            }
        }
        List<Link> chosen = new ArrayList<>();
        links.stream()
                .sorted(Comparator.comparing((Link link) -> link.isIpv6())
                        .thenComparing(link -> !used.contains(link))) // a stable sort: else as the system tells
                .filter(link -> chosen.stream().noneMatch(link::sharesNetworkWith))
                .limit(MOST)
                .forEach(chosen::add);
        return chosen;
    }

    /** As a container's end of its cable is: the bridge itself stands for them all. Only Linux tells. */
    private static boolean isPartOfBridge(NetworkInterface card) {
        return Files.exists(Path.of("/sys/class/net", card.getName(), "brport"));
    }

    private static List<Link> of(NetworkInterface card) {
        List<Link> usable = card.getInterfaceAddresses().stream()
                .filter(at -> !at.getAddress().isLoopbackAddress())
                .map(at -> of(card.getName(), at))
                .toList();
        Stream<Link> ipv4 = best(usable.stream().filter(link -> !link.isIpv6()));
        Stream<Link> ipv6 = best(usable.stream().filter(Link::isIpv6));
        boolean enough = usable.stream()
                .anyMatch(link -> !link.isIpv6() && !link.address().isLinkLocalAddress());
        return enough ? ipv4.toList() : Stream.concat(ipv4, ipv6).toList();
    }

    private static Stream<Link> best(Stream<Link> links) {
        return links.sorted(Comparator.comparing(link -> link.address().isLinkLocalAddress()))
                .limit(1);
    }

    private static Link of(String card, InterfaceAddress at) {
        return new Link(card, at.getAddress(), at.getNetworkPrefixLength());
    }

    boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /**
     * Whether an address belongs to this network. Nobody else's is taken from an announcement: it would let anybody
     * here have us call hosts elsewhere.
     */
    boolean contains(InetAddress other) {
        if (other.isAnyLocalAddress() || other.isLoopbackAddress() || other.isMulticastAddress()) {
            return false;
        }
        if (other instanceof Inet4Address != address instanceof Inet4Address) {
            return false;
        }
        if (other.isLinkLocalAddress()) {
            return other instanceof Inet6Address || address.isLinkLocalAddress();
        }
        return sameBits(address.getAddress(), other.getAddress(), prefix);
    }

    /** Whether each hears the other, as they listen on one interface in the same version of IP. */
    boolean hears(Link other) {
        return card.equals(other.card) && isIpv6() == other.isIpv6();
    }

    private boolean sharesNetworkWith(Link other) {
        return !address.isLinkLocalAddress()
                && !other.address.isLinkLocalAddress()
                && prefix == other.prefix
                && contains(other.address);
    }

    private static boolean sameBits(byte[] one, byte[] other, int count) {
        for (int bit = 0; bit < Math.min(count, one.length * 8); bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress().replaceFirst("%.*", "") + " (" + card + ")";
    }
}
