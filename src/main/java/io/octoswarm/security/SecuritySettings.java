package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.Variables;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of the swarm; never printed.
 *
 * @param keys the first is sent to peers, all are accepted, so that a key can be changed while the swarm runs; empty:
 *     the swarm is open to its network
 * @param proxies addresses whose word counts for where a request came from
 * @param auditsContents whether the audit keeps questions and tasks themselves, too
 */
public record SecuritySettings(List<String> keys, List<String> proxies, boolean auditsContents) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public SecuritySettings {
        keys = List.copyOf(keys);
        proxies = List.copyOf(proxies);
    }

    /** With the other defaults. */
    public SecuritySettings(List<String> keys) {
        this(keys, List.of(), false);
    }

    public static SecuritySettings from(Variables variables) {
        List<String> keys = variables.list("SWARM_API_KEY");
        if (!keys.stream().allMatch(SecuritySettings::isToken)) {
            throw InvalidSetting.secret(
                    "SWARM_API_KEY", "keys between commas, of printable ASCII characters without spaces");
        }
        return new SecuritySettings(keys, proxies(variables), variables.flag("SWARM_AUDIT_CONTENTS", false));
    }

    private static List<String> proxies(Variables variables) {
        List<String> proxies = variables.list("SWARM_TRUSTED_PROXIES");
        proxies.stream().filter(proxy -> !isAddress(proxy)).findFirst().ifPresent(wrong -> {
            throw new InvalidSetting("SWARM_TRUSTED_PROXIES", wrong, "IP addresses between commas");
        });
        return proxies;
    }

    private static boolean isAddress(String text) {
        try {
            return ADDRESS.matcher(text).matches() && InetAddress.getByName(text) != null; // nothing is looked up
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    /** The key that we send, or empty in an open swarm. */
    public Optional<String> sent() {
        return keys.stream().findFirst();
    }

    /** A key stands in an HTTP header: RFC 6750 section 2.1 allows less still, but generous keys do no harm. */
    private static boolean isToken(String key) {
        return key.chars().allMatch(character -> character > 0x20 && character < 0x7f);
    }

    @Override
    public String toString() {
        return "SecuritySettings[" + keys.size() + " keys]";
    }
}
