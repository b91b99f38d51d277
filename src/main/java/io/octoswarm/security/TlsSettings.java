package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether this Octo serves over TLS, and with whose certificate.
 *
 * @param on false: as Spring's own properties say, which is without TLS where nothing is set
 * @param files the certificate and its key; empty while it is on: the Octo makes one of its own
 */
public record TlsSettings(boolean on, Optional<CertificateFiles> files) {
    static final String CERTIFICATE = "SWARM_TLS_CERTIFICATE";
    static final String KEY = "SWARM_TLS_PRIVATE_KEY";

    /** What SWARM_TLS may be. */
    private enum Mode {
        ON,
        OFF
    }

    public static TlsSettings from(Variables variables) {
        Optional<Path> certificate = file(variables, CERTIFICATE);
        Optional<Path> key = file(variables, KEY);
        if (certificate.isPresent() != key.isPresent()) {
            String set = certificate.isPresent() ? CERTIFICATE : KEY;
            throw new InvalidSetting(
                    set,
                    certificate.or(() -> key).orElseThrow().toString(),
                    (set.equals(KEY) ? CERTIFICATE : KEY) + " must be set with it");
        }
        Mode mode = variables.oneOf("SWARM_TLS", certificate.isPresent() ? Mode.ON : Mode.OFF);
        return new TlsSettings(mode == Mode.ON, certificate.map(path -> new CertificateFiles(path, key.orElseThrow())));
    }

    private static Optional<Path> file(Variables variables, String name) {
        return variables.find(
                name,
                "the path of a PEM file",
                text -> Path.of(text).toAbsolutePath().normalize());
    }

    /** Refuses, with a line for people, files that cannot be served with. */
    public void check() {
        files.filter(set -> on).ifPresent(set -> set.check(CERTIFICATE, KEY));
    }
}
