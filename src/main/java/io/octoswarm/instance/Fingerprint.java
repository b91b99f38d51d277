package io.octoswarm.instance;

import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What one certificate is known by: SHA-256 over its DER form, as {@code openssl x509 -fingerprint -sha256} prints it.
 *
 * @param digits 64 hexadecimal digits in lower case
 */
public record Fingerprint(String digits) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:sha-?256(?: fingerprint)?[:=])?([0-9a-f]{2}(?::?[0-9a-f]{2}){31})", Pattern.CASE_INSENSITIVE);

    public Fingerprint {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("64 hexadecimal digits are needed.");
        }
    }

    public static Fingerprint of(Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(hash));
        } catch (CertificateEncodingException unreadable) {
            throw new IllegalArgumentException("That certificate has no DER form.", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }

    /** Whether {@link #parse} can read it. */
    public static boolean isOne(String text) {
        return WRITTEN.matcher(text.strip()).matches();
    }

    /** Of the server that gave this answer; empty: it came without TLS. */
    public static Optional<Fingerprint> of(HttpResponse<?> response) {
        return response.sslSession().map(Fingerprint::of);
    }

    private static Fingerprint of(SSLSession session) {
        try {
            return of(session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException impossible) {
            throw new IllegalStateException("A server over TLS shows a certificate.", impossible);
        }
    }

    /**
     * Reads one as people write it: in any case, with or without colons, with or without {@code sha256:} before it.
     *
     * @throws IllegalArgumentException for anything else; the message says what is needed
     */
    public static Fingerprint parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("\"" + PlainText.of(text, 100)
                    + "\" is no fingerprint of a certificate: sha256: and 64 hexadecimal digits are needed.");
        }
        return new Fingerprint(written.group(1).replace(":", "").toLowerCase(Locale.ROOT));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return "sha256:" + digits;
    }
}
