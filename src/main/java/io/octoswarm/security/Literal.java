package io.octoswarm.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses in writing; never looks up a name, whatever is handed over. */
final class Literal {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern SCOPE = Pattern.compile("%[^%]*$");

    private Literal() {}

    /** Without an IPv6 address's scope, and IPv4 in IPv6's clothes as IPv4; empty for all else. */
    static Optional<InetAddress> of(String text) {
        String address = SCOPE.matcher(text).replaceFirst("");
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** Of an address that the server itself tells. */
    static InetAddress told(String text) {
        return of(text).orElseThrow(() -> new IllegalStateException("The server told no address: " + text));
    }
}
