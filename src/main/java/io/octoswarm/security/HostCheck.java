package io.octoswarm.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guards against DNS rebinding: a web page that lets its own name resolve to this machine and so speaks with us from a
 * visitor's browser. Such a name is one of the public DNS, so what is let in is an address, a name without a dot, one
 * that only a local network knows, or this machine's own. A browser's Origin must be ourselves.
 */
final class HostCheck {
    private static final List<String> LOCAL_SUFFIXES =
            List.of(".local", ".localhost", ".lan", ".home", ".home.arpa", ".internal", ".localdomain", ".fritz.box");

    private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

    private final String ownName = ownName();

    Optional<Denial> check(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !isLocal(hostOf(host))) {
            return Optional.of(new Denial(421, "This Octo does not answer under that host name."));
        }
        if (!Collections.list(request.getHeaders("Origin")).stream().allMatch(origin -> isSame(origin, host))) {
            return Optional.of(new Denial(403, "Requests from pages of other origins are not answered."));
        }
        return Optional.empty();
    }

    private boolean isLocal(String host) {
        boolean address = host.startsWith("[") || IPV4.matcher(host).matches();
        return address
                || (!host.isEmpty() && !host.contains("."))
                || host.equals(ownName)
                || LOCAL_SUFFIXES.stream().anyMatch(host::endsWith);
    }

    private static boolean isSame(String origin, String host) {
        try {
            @Nullable String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String hostOf(String header) {
        int port = header.startsWith("[") ? header.indexOf(':', header.indexOf(']') + 1) : header.indexOf(':');
        return (port < 0 ? header : header.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
