package io.octoswarm.testing;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.security.CertificateFiles;
import io.octoswarm.security.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.pem.PemContent;

/** A certificate that nobody vouches for, for the host name <code>localhost</code>, with its key. */
public record TestCertificate(CertificateFiles files, X509Certificate certificate) {
    private static final char[] PASSWORD = "password".toCharArray();

    /** Makes one in a folder that is made where it is missing. */
    public static TestCertificate in(Path folder) {
        try {
            Files.createDirectories(folder);
            CertificateFiles files = SelfSigned.in(folder, folder.getFileName().toString());
            return new TestCertificate(
                    files,
                    PemContent.load(files.certificate()).getCertificates().get(0));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** A store in which this certificate is an authority. */
    public KeyStore asAuthority() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", certificate);
        return store;
    }

    /** What a server shows it with. */
    SSLContext server() {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    "own", PemContent.load(files.key()).getPrivateKey(), PASSWORD, new X509Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
