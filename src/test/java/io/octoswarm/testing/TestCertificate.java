package io.octoswarm.testing;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.security.CertificateFiles;
import io.octoswarm.security.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/** A certificate that nobody vouches for, for the host name <code>localhost</code>, with its key. */
public record TestCertificate(CertificateFiles files, X509Certificate certificate) {
    private static final char[] PASSWORD = "password".toCharArray();

    /** Makes one in a folder that is made where it is missing. */
    public static TestCertificate in(Path folder) {
        try {
            Files.createDirectories(folder);
            CertificateFiles files = SelfSigned.in(folder, folder.getFileName().toString());
            return new TestCertificate(files, read(files.certificate()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The one in a PEM file. */
    public static X509Certificate read(Path file) {
        try {
            return PemContent.load(file).getCertificates().get(0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A client that speaks, under the name <code>localhost</code>, with whoever has this certificate. */
    public static HttpClient client(X509Certificate certificate) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority(certificate));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** A store in which this certificate is an authority. */
    public KeyStore asAuthority() throws GeneralSecurityException, IOException {
        return authority(certificate);
    }

    private static KeyStore authority(X509Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", certificate);
        return store;
    }

    /** What a server shows it with. */
    public SSLContext server() {
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
