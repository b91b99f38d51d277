package io.octoswarm.security;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.Home;
import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.StatusReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * The certificate with which this Octo serves, wherever that was set. It is left in the data folder for the terminal, which
 * by that finds out how to speak with this Octo, and with whom it speaks. Thread-safe.
 */
@Component
public class OwnCertificate implements StatusReport {
    private static final Logger log = LoggerFactory.getLogger(OwnCertificate.class);

    private final Path file;
    private volatile @Nullable X509Certificate certificate;

    /**
     * Before the server is made, which {@link ServerGuard} sees to: what Boot finds wrong with the certificate or its key has
     * no type of its own, and is known by being found here.
     *
     * @param bundles made here at the earliest: that may fail as well
     */
    OwnCertificate(ServerProperties server, ObjectProvider<SslBundles> bundles, Home home) {
        this.file = home.certificateFile();
        Ssl ssl = server.getSsl();
        if (ssl == null || !ssl.isEnabled()) {
            leave(null);
            return;
        }
        try {
            SslBundles all = bundles.getObject();
            leave(in(WebServerSslBundle.get(ssl, all)));
            if (ssl.getBundle() != null) {
                all.addBundleUpdateHandler(ssl.getBundle(), this::replace);
            }
        } catch (InvalidSetting told) {
            throw told;
        } catch (RuntimeException unusable) {
            throw InvalidSetting.line(
                    "The certificate of Spring's server.ssl",
                    PlainText.clause(
                                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(unusable)
                                            .getMessage()),
                                    200)
                            + "; mend it, or set SWARM_TLS_CERTIFICATE and SWARM_TLS_PRIVATE_KEY in its place");
        }
    }

    private void replace(SslBundle changed) {
        leave(in(changed));
        log.info(
                "The certificate was replaced; its fingerprint is {}.",
                fingerprint().map(Fingerprint::toString).orElse("unknown"));
    }

    /** Empty: it serves without TLS. */
    public Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(certificate).map(Fingerprint::of);
    }

    /** Of the URLs of this Octo: http or https. */
    public String scheme() {
        return certificate == null ? "http" : "https";
    }

    @Override
    public Map<String, String> rows() {
        X509Certificate shown = certificate;
        return shown == null
                ? Map.of()
                : Map.of(
                        "TLS",
                        "https, certificate valid until " + end(shown) + ", fingerprint=" + Fingerprint.of(shown));
    }

    private static LocalDate end(X509Certificate certificate) {
        return LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
    }

    private void leave(@Nullable X509Certificate now) {
        certificate = now;
        try {
            if (now == null) {
                Files.deleteIfExists(file);
            } else {
                Pem.write(file, now);
            }
        } catch (IOException refused) {
            log.warn("{} cannot be written; no terminal will find this Octo.", file);
        }
    }

    private static X509Certificate in(SslBundle bundle) {
        KeyStore keys = bundle.getStores().getKeyStore();
        if (keys == null) {
            throw new InvalidSetting("server.ssl", "enabled", "a certificate with its key must be set with it");
        }
        try {
            String alias = bundle.getKey().getAlias();
            for (String entry : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(entry)
                        && (alias == null || alias.equals(entry))
                        && keys.getCertificate(entry) instanceof X509Certificate found) {
                    return found;
                }
            }
            throw new InvalidSetting("server.ssl", "enabled", "there is no certificate with its key in the store");
        } catch (KeyStoreException unloaded) {
            throw new IllegalStateException("Boot hands out loaded stores.", unloaded);
        }
    }
}
