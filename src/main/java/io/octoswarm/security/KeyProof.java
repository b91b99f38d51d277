package io.octoswarm.security;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.InstanceSettings;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What shows that somebody has a key without telling it: HMAC-SHA256 over a nonce that the other one chose, and over
 * the name, address and port of the one who shows it, and its certificate where it has one, so that nobody can pass
 * another's proof off as theirs. Thread-safe.
 *
 * <p>Whoever asks gets to see proofs, and could try out words against them; the key is therefore stretched first
 * (PBKDF2, RFC 8018), once.
 */
final class KeyProof {
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{64}");
    private static final String CONTEXT = "octo-swarm key proof 1";
    private static final int ITERATIONS = 100_000;
    private static final int KEY_BITS = 256;

    private final SecretKeySpec stretched;

    /** Takes some 0.1 s. */
    KeyProof(String key) {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(key.toCharArray(), CONTEXT.getBytes(StandardCharsets.UTF_8), ITERATIONS, KEY_BITS);
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            stretched = new SecretKeySpec(bytes, "HmacSHA256");
        } catch (InvalidKeySpecException refused) {
            throw new IllegalArgumentException("SWARM_API_KEY cannot be used for proofs.", refused);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has PBKDF2 and HMAC.", impossible);
        }
    }

    static boolean isNonce(String text) {
        return NONCE.matcher(text).matches();
    }

    /** As hexadecimal digits, for one without a certificate. */
    String of(String nonce, String name, InetAddress address, int port) {
        return of(nonce, name, address, port, null);
    }

    /** As hexadecimal digits. */
    String of(String nonce, String name, InetAddress address, int port, @Nullable Fingerprint certificate) {
        if (!isNonce(nonce) || !InstanceSettings.isName(name)) {
            throw new IllegalArgumentException("A proof needs a nonce of 64 hexadecimal digits and an Octo's name.");
        }
        String where = HexFormat.of().formatHex(address.getAddress()) + "\n" + port
                + (certificate == null ? "" : "\n" + certificate);
        String message = String.join("\n", CONTEXT, nonce, name.toLowerCase(Locale.ROOT), where);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(stretched);
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC.", impossible);
        }
    }

    /** Takes as long for a near miss as for a far one. */
    boolean matches(
            String proof, String nonce, String name, InetAddress address, int port, @Nullable Fingerprint certificate) {
        return MessageDigest.isEqual(ascii(of(nonce, name, address, port, certificate)), ascii(proof));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
