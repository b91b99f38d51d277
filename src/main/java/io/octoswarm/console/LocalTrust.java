package io.octoswarm.console;

import io.octoswarm.instance.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Lets a connection through to the one who shows a certain certificate, and to nobody else. */
final class LocalTrust {
    private final Path file;
    private @Nullable SSLSocketFactory sockets;

    /** @param file the certificate, in PEM */
    LocalTrust(Path file) {
        this.file = file;
    }

    /** @throws IOException when the file cannot be used */
    void guard(HttpURLConnection connection) throws IOException {
        HttpsURLConnection encrypted = (HttpsURLConnection) connection;
        if (sockets == null) {
            sockets = sockets();
        }
        encrypted.setSSLSocketFactory(sockets);
        encrypted.setHostnameVerifier((host, session) -> true); // the certificate is the right one, whatever its name
    }

    /** By which others know the certificate in a file. */
    static Fingerprint fingerprint(Path file) throws IOException {
        try {
            return Fingerprint.of(read(file));
        } catch (CertificateException unusable) {
            throw new IOException(file + " is no certificate.", unusable);
        }
    }

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private SSLSocketFactory sockets() throws IOException {
        try {
            KeyStore only = KeyStore.getInstance(KeyStore.getDefaultType());
            only.load(null, null);
            only.setCertificateEntry("octo", read(file));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(only);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new IOException(file + " is no certificate.", unusable);
        }
    }
}
