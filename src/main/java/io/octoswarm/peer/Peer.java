package io.octoswarm.peer;

import io.octoswarm.instance.Fingerprint;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Profile;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Another Octo, as it is configured. Checked on construction: what fails throws an IllegalArgumentException whose
 * message a person can act on.
 *
 * @param name unique in the swarm, compared without regard to case
 * @param url its MCP endpoint, http or https, with a host
 * @param capabilities its tags, in the order given
 * @param profile what is said of it beyond its tags
 * @param apiKey the key that it wants, never printed; null: the swarm's
 * @param fingerprint of the one certificate by which it is known, for https alone; null: one that Java's rules accept
 */
public record Peer(
        String name,
        URI url,
        List<String> capabilities,
        Profile profile,
        @Nullable String apiKey,
        @Nullable Fingerprint fingerprint) {
    private static final int MOST_CAPABILITIES = 100;
    private static final int LONGEST_KEY = 1_000;

    public Peer {
        if (!InstanceSettings.isName(name)) {
            throw new IllegalArgumentException("\"" + shortened(name) + "\" cannot be a peer's name: "
                    + InstanceSettings.NAME_RULE + " are allowed.");
        }
        requireHttp(url);
        if (apiKey != null && !isKey(apiKey)) {
            throw new IllegalArgumentException(
                    "\"api_key\" (value not shown) must be 1 to 1000 printable ASCII characters without spaces.");
        }
        if (fingerprint != null && !isEncrypted(url)) {
            throw new IllegalArgumentException(
                    "A fingerprint is that of a certificate, so the URL must begin with https.");
        }
        capabilities = capabilities.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .map(Peer::shortened)
                .distinct()
                .limit(MOST_CAPABILITIES)
                .toList();
    }

    private static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_KEY && PlainText.isVisibleAscii(text);
    }

    /** One that takes the swarm's key. */
    public Peer(String name, URI url, List<String> capabilities, Profile profile) {
        this(name, url, capabilities, profile, null, null);
    }

    /** One of which no more than its tags is said. */
    public Peer(String name, URI url, List<String> capabilities) {
        this(name, url, capabilities, Profile.NONE);
    }

    /** One that is known by its certificate, if that is not null. */
    public Peer(String name, URI url, List<String> capabilities, @Nullable Fingerprint fingerprint) {
        this(name, url, capabilities, Profile.NONE, null, fingerprint);
    }

    /** Reads a URL as a person types it. */
    public static URI parseUrl(String text) {
        try {
            URI url = URI.create(text.strip());
            requireHttp(url);
            return url;
        } catch (IllegalArgumentException malformed) {
            throw noUrl(text);
        }
    }

    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The name as a key: unique in the swarm without regard to case. */
    public String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The command by which a person adds it as it is. */
    public String addCommand() {
        return "/swarm add " + name + " " + url + (fingerprint == null ? "" : " fingerprint=" + fingerprint);
    }

    /** Whether it is spoken with over TLS. */
    public boolean isEncrypted() {
        return isEncrypted(url);
    }

    private static boolean isEncrypted(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static void requireHttp(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || isEncrypted(url);
        boolean port = url.getPort() == -1 || url.getPort() >= 1 && url.getPort() <= 65_535;
        if (!http || !port || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw noUrl(url.toString());
        }
    }

    /** One with a user may hold a password and is not shown. */
    private static IllegalArgumentException noUrl(String text) {
        return new IllegalArgumentException(
                text.contains("@")
                        ? "The URL (not shown) must have no user and password: one like"
                                + " http://192.168.1.42:9100/mcp/ is needed."
                        : "\"" + shortened(text)
                                + "\" is no URL of a peer: one like http://192.168.1.42:9100/mcp/ is needed.");
    }

    private static String shortened(String text) {
        return PlainText.of(text, 100);
    }

    /** Without its key. */
    @Override
    public String toString() {
        return "Peer[name=" + name + ", url=" + url + ", capabilities=" + capabilities + ", profile=" + profile + "]";
    }
}
