package io.octoswarm.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Writes the text form of certificates and keys, RFC 7468. */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static void write(Path file, X509Certificate certificate) throws IOException {
        try {
            write(file, "CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException unreadable) {
            throw new IOException("That certificate has no DER form.", unreadable);
        }
    }

    static void write(Path file, PrivateKey key) throws IOException {
        write(file, "PRIVATE KEY", key.getEncoded());
    }

    /** Whole or not at all; a temporary file is its owner's alone from the beginning. */
    private static void write(Path file, String type, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "pem", ".tmp");
        try {
            Files.writeString(
                    fresh,
                    "-----BEGIN " + type + "-----\n" + LINES.encodeToString(content) + "\n-----END " + type
                            + "-----\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
