package io.octoswarm.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that share their first bits, as CIDR (RFC 4632, RFC 4291 section 2.3) writes them. An IPv4 address in IPv6's
 * clothes ({@code ::ffff:10.0.0.1}) is the IPv4 address.
 *
 * @param network one of the addresses
 * @param prefix how many of its bits they share: up to 32, or 128
 */
public record AddressRange(InetAddress network, int prefix) {
    private static final Pattern FORM = Pattern.compile("([^/%]+)(?:/([0-9]{1,3}))?");
    /** Whoever has one address of IPv6 has, as a rule, all of its /64 (RFC 6177), and can take another for each try. */
    private static final int ONE_OWNER = 64;

    public AddressRange {
        if (prefix < 0 || prefix > bits(network)) {
            throw new IllegalArgumentException("a prefix of 0 to " + bits(network) + " bits is needed: " + prefix);
        }
        network = masked(network, prefix);
    }

    /** Empty unless it is a literal address, with or without a prefix behind a slash; no name is looked up. */
    static Optional<AddressRange> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Literal.of(parts.group(1)).flatMap(address -> {
            int prefix = parts.group(2) == null ? bits(address) : Integer.parseInt(parts.group(2));
            return prefix > bits(address) ? Optional.empty() : Optional.of(new AddressRange(address, prefix));
        });
    }

    /** What may all be one asker: an address of IPv4, and 64 bits of one of IPv6. */
    static AddressRange ofOwner(InetAddress address) {
        return new AddressRange(address, Math.min(ONE_OWNER, bits(address)));
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits(network) && masked(address, prefix).equals(network);
    }

    private static int bits(InetAddress address) {
        return 8 * address.getAddress().length;
    }

    /** Without the scope, too, which is of no use to others. */
    private static InetAddress masked(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        int whole = prefix / 8;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xff << (8 - prefix % 8));
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", impossible);
        }
    }

    @Override
    public String toString() {
        return prefix == bits(network) ? network.getHostAddress() : network.getHostAddress() + "/" + prefix;
    }
}
