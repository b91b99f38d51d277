package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Serves with a certificate whose files were replaced, once both have stayed as they are from one look to the next, and
 * only when they can be served with: else the former one goes on, and a line says why. In place of Boot's own reload,
 * which tells that by a stack trace, and takes a key that is not the certificate's.
 */
@Component
class CertificateReload {
    private static final Logger log = LoggerFactory.getLogger(CertificateReload.class);

    private record Look(FileTime time, long size) {
        static @Nullable Look at(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Look(now.lastModifiedTime(), now.size());
            } catch (IOException missing) {
                return null; // it may be replaced just now
            }
        }
    }

    private record Looks(
            @Nullable Look certificate, @Nullable Look key) {
        static Looks at(CertificateFiles files) {
            return new Looks(Look.at(files.certificate()), Look.at(files.key()));
        }
    }

    private final @Nullable CertificateFiles files;
    private final SslBundleRegistry bundles;
    private @Nullable Looks taken; // all of this by the one thread of the scheduler, or before it runs
    private @Nullable Looks last;

    CertificateReload(ObjectProvider<CertificateFiles> files, SslBundleRegistry bundles) {
        this.files = files.getIfAvailable();
        this.bundles = bundles;
        this.taken = this.files == null ? null : Looks.at(this.files);
        this.last = taken;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        if (files == null) {
            return;
        }
        Looks now = Looks.at(files);
        boolean settled = now.equals(last);
        last = now;
        if (settled && !now.equals(taken)) {
            taken = now;
            take(files);
        }
    }

    private void take(CertificateFiles replaced) {
        try {
            replaced.check(TlsSettings.CERTIFICATE, TlsSettings.KEY);
            bundles.updateBundle(CertificateFiles.BUNDLE, bundle(replaced));
        } catch (InvalidSetting | IllegalStateException | UncheckedIOException unusable) {
            log.warn("The certificate was not replaced, the former one goes on: {}", unusable.getMessage());
        }
    }

    private static SslBundle bundle(CertificateFiles files) {
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
                        .withPrivateKey(files.key().toUri().toString()),
                null));
    }
}
