package io.octoswarm.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Browsers that have shown the key, since the start of this process; the newest 100. A session is a random number of 256
 * bits in a cookie that no script reads and no other site's page sends. Thread-safe.
 */
@Component
class Sessions {
    static final Duration LENGTH = Duration.ofHours(12);
    /** With the port behind it: a browser keeps the cookies of a host together, whatever the port. */
    private static final String COOKIE = "octo_session_";

    private static final int MOST = 100;

    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Long> begun = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    Sessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins one; returns its cookie. */
    String begin(HttpServletRequest request) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        synchronized (this) {
            begun.put(id, nanoTime.getAsLong());
        }
        return cookie(id, LENGTH, request);
    }

    /** Whether the request belongs to one. */
    boolean isOpen(HttpServletRequest request) {
        return id(request).filter(this::isOpen).isPresent();
    }

    /** Ends that of the request, if any; returns the cookie that takes the place of its own. */
    String end(HttpServletRequest request) {
        synchronized (this) {
            id(request).ifPresent(begun::remove);
        }
        return cookie("", Duration.ZERO, request);
    }

    private synchronized boolean isOpen(String id) {
        @Nullable Long since = begun.get(id);
        return since != null && nanoTime.getAsLong() - since < LENGTH.toNanos();
    }

    private static Optional<String> id(HttpServletRequest request) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static String name(HttpServletRequest request) {
        return COOKIE + request.getLocalPort();
    }

    private static String cookie(String id, Duration age, HttpServletRequest request) {
        return name(request) + "=" + id + "; Max-Age=" + age.toSeconds() + "; Path=/; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : "");
    }
}
