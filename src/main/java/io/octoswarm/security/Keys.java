package io.octoswarm.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that open this Octo. */
final class Keys {
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> keys;

    Keys(List<String> keys) {
        this.keys = keys.stream().map(Keys::bytes).toList();
    }

    boolean none() {
        return keys.isEmpty();
    }

    /** Whether an Authorization header carries one of the keys. */
    boolean open(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        return isOne(authorization.substring(SCHEME.length()).strip());
    }

    /** Whether it is one of the keys. Takes as long for a near miss as for a far one. */
    boolean isOne(String key) {
        byte[] given = bytes(key);
        boolean open = false;
        for (byte[] known : keys) {
            open |= MessageDigest.isEqual(known, given);
        }
        return open;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
