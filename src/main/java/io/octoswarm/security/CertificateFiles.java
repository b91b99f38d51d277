package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * A certificate, with those that vouch for it behind it, and its private key, both in PEM.
 *
 * @param certificate may be seen by everybody
 * @param key not encrypted
 */
public record CertificateFiles(Path certificate, Path key) {
    /** Under which name Boot knows them. */
    public static final String BUNDLE = "octo";

    private static final byte[] ANYTHING = {1, 2, 3};

    /** Throws an {@link InvalidSetting} of the one that cannot be used, by the name of its setting. */
    void check(String certificateSetting, String keySetting) {
        PublicKey shown = read(certificateSetting, certificate, "certificate", CertificateFiles::certificateIn)
                .getPublicKey();
        PrivateKey own = read(keySetting, key, "private key without a password", PemContent::getPrivateKey);
        if (!belongTogether(own, shown)) {
            throw new InvalidSetting(
                    keySetting,
                    key.toString(),
                    "it is not the key of the first certificate in " + certificate + "; put its own key here");
        }
    }

    private static X509Certificate certificateIn(PemContent content) {
        List<X509Certificate> chain = content.getCertificates();
        return chain.get(0);
    }

    private interface Reading<T> {
        @Nullable
        T of(PemContent content) throws IOException;
    }

    private static <T> T read(String setting, Path file, String what, Reading<T> reading) {
        if (!Files.isReadable(file)) {
            throw new InvalidSetting(
                    setting,
                    file.toString(),
                    "there is no such file that this user may read; a PEM file with a " + what + " is needed");
        }
        try {
            return Objects.requireNonNull(reading.of(PemContent.load(file)));
        } catch (IOException | RuntimeException unreadable) {
            throw new InvalidSetting(setting, file.toString(), "a PEM file with a " + what + " is needed");
        }
    }

    /** Whether what the one signs, the other one verifies. */
    private static boolean belongTogether(PrivateKey own, PublicKey shown) {
        try {
            Signature signature = Signature.getInstance(algorithm(own));
            signature.initSign(own);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException differentKinds) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm(); // that of an Edwards curve is its signature's, too
        };
    }
}
