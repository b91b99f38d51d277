package io.octoswarm.instance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this program, as the build wrote it. */
public final class Version {
    private Version() {}

    /** For example {@code 0.1.0}; {@code dev} when started from classes that no build has stamped. */
    public static String current() {
        try (InputStream stamp = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            Properties build = new Properties();
            if (stamp != null) {
                build.load(stamp);
            }
            return build.getProperty("build.version", "dev");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
