package io.octoswarm.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Who may reach what. With a key: whoever has it, and a browser with a session the page and what it uses. Without one:
 * peers on the private network reach {@code /mcp}, and all else is for this machine alone. {@code /health} is for
 * everybody, as are {@code /actuator/health}, the proof of our keys, the login, and the files of the page that are the
 * same on every Octo.
 */
final class Entrance {
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "/health", "/actuator/health", Proofs.PATH, LoginController.PATH, "/page.css", "/page.js", "/icon.svg");

    private final Keys keys;
    private final Sessions sessions;
    private final WrongKeys wrongKeys;

    Entrance(Keys keys, Sessions sessions, WrongKeys wrongKeys) {
        this.keys = keys;
        this.sessions = sessions;
        this.wrongKeys = wrongKeys;
    }

    static boolean isMcp(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/mcp") || path.equals("/mcp/");
    }

    Optional<Denial> check(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean login =
                path.equals(LoginController.PATH) && !request.getMethod().equals("GET");
        if (OPEN_TO_ALL.contains(path) && !login) {
            return Optional.empty();
        }
        return keys.none() ? checkAddress(request) : checkKey(request, login);
    }

    private Optional<Denial> checkKey(HttpServletRequest request, boolean login) {
        String shown = request.getHeader("Authorization");
        if ((login || shown != null) && wrongKeys.isRefused(request.getRemoteAddr())) {
            return Optional.of(new Denial(429, "Too many wrong keys came from your address; try again in a minute."));
        }
        if (keys.open(shown)) {
            wrongKeys.opened(request.getRemoteAddr());
            return Optional.empty();
        }
        if (login || (!isMcp(request) && sessions.isOpen(request))) {
            return Optional.empty();
        }
        if (shown != null && !wrongKeys.shown(request.getRemoteAddr())) {
            return Optional.of(new Denial(429, "Too many wrong keys come at once; try again in a minute."));
        }
        return Optional.of(new Denial(401, "The key of this swarm is needed: Authorization: Bearer <SWARM_API_KEY>."));
    }

    private static Optional<Denial> checkAddress(HttpServletRequest request) {
        InetAddress from = Literal.told(request.getRemoteAddr());
        if (isMcp(request) ? isPrivate(from) : from.isLoopbackAddress()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                403,
                "Without SWARM_API_KEY this is for " + (isMcp(request) ? "private networks" : "the machine itself")
                        + " only."));
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc; // RFC 4193
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }
}
