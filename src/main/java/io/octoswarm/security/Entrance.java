package io.octoswarm.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Who may reach what. With a key: whoever has it. Without one: peers on the private network reach {@code /mcp}, and all
 * else is for this machine alone. {@code /health} is for everybody, as is {@code /actuator/health}.
 */
final class Entrance {
    private final Keys keys;

    Entrance(Keys keys) {
        this.keys = keys;
    }

    static boolean isMcp(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/mcp") || path.equals("/mcp/");
    }

    Optional<Denial> check(HttpServletRequest request) {
        if (isOpenToAll(request.getRequestURI()) || keys.open(request.getHeader("Authorization"))) {
            return Optional.empty();
        }
        InetAddress from = address(request.getRemoteAddr());
        if (request.getRequestURI().equals("/") && from.isLoopbackAddress()) {
            return Optional.empty(); // a browser cannot send the key by itself
        }
        if (!keys.none()) {
            return Optional.of(
                    new Denial(401, "The key of this swarm is needed: Authorization: Bearer <SWARM_API_KEY>."));
        }
        if (isMcp(request) ? isPrivate(from) : from.isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                403,
                "Without SWARM_API_KEY this is for " + (isMcp(request) ? "private networks" : "the machine itself")
                        + " only."));
    }

    private static boolean isOpenToAll(String path) {
        return path.equals("/health") || path.equals("/actuator/health") || path.equals(Proofs.PATH);
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc; // RFC 4193
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    /** The container hands over a literal address; no name is looked up. */
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("The server reported no address of the asker.", impossible);
        }
    }
}
