package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the certificate of an Octo for which nobody vouches; others know it by its fingerprint. Java has no API for that,
 * but brings a program, keytool.
 */
public final class SelfSigned {
    private static final int SECONDS_TO_MAKE = 60; // a Raspberry Pi takes its time
    private static final String ALIAS = "octo";
    private static final String DAYS = "3650";
    private static final String PASSWORD = "OCTO_KEYSTORE";

    private SelfSigned() {}

    /**
     * The certificate and its key in {@code folder}; made, readable for their owner alone, where they are missing.
     *
     * @param name what it is issued for; nobody has to go by it
     * @throws InvalidSetting when it cannot be made; its message says what to do
     */
    public static CertificateFiles in(Path folder, String name) {
        CertificateFiles files =
                new CertificateFiles(folder.resolve("own-certificate.pem"), folder.resolve("own-key.pem"));
        if (Files.exists(files.certificate()) && Files.exists(files.key())) {
            files.check("SWARM_TLS", "SWARM_TLS");
            return files;
        }
        try {
            make(files, folder, name);
            return files;
        } catch (IOException | GeneralSecurityException failure) {
            throw failed(String.valueOf(failure.getMessage()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private static void make(CertificateFiles files, Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path workshop = Files.createTempDirectory(folder, "tls");
        try {
            String password = UUID.randomUUID().toString();
            Path store = workshop.resolve("store.p12");
            keytool(store, password, name);
            KeyStore made = KeyStore.getInstance(store.toFile(), password.toCharArray());
            Pem.write(files.key(), (PrivateKey) made.getKey(ALIAS, password.toCharArray()));
            Pem.write(files.certificate(), (X509Certificate) made.getCertificate(ALIAS));
        } finally {
            FileSystemUtils.deleteRecursively(workshop);
        }
    }

    private static void keytool(Path store, String password, String name) throws IOException, InterruptedException {
        String subject = StandardCharsets.US_ASCII.newEncoder().canEncode(name) ? name : "octo-swarm";
        Path log = store.resolveSibling("log.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        DAYS,
                        "-dname",
                        "CN=" + subject,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS_TO_MAKE, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool: " + Files.readString(log).strip());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static InvalidSetting failed(String why) {
        return new InvalidSetting(
                "SWARM_TLS",
                "on",
                "no certificate could be made (" + PlainText.clause(why, 200)
                        + "); set SWARM_TLS_CERTIFICATE and SWARM_TLS_PRIVATE_KEY to PEM files of your own");
    }
}
