package io.octoswarm.security;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Variables;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the swarm; never printed.
 *
 * @param keys the first is sent to peers, all are accepted, so that a key can be changed while the swarm runs; empty:
 *     the swarm is open to its network
 * @param proxies addresses and ranges of them whose word counts for where a request came from
 * @param auditsContents whether the audit keeps questions and tasks themselves, too
 */
public record SecuritySettings(List<String> keys, List<AddressRange> proxies, boolean auditsContents) {
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
        boolean none = keys.isEmpty() && variables.find("SWARM_API_KEY").isPresent(); // commas alone must not open all
        if (none || !keys.stream().allMatch(PlainText::isVisibleAscii)) {
            throw InvalidSetting.secret(
                    "SWARM_API_KEY", "keys between commas, of printable ASCII characters without spaces");
        }
        return new SecuritySettings(keys, proxies(variables), variables.flag("SWARM_AUDIT_CONTENTS", false));
    }

    private static List<AddressRange> proxies(Variables variables) {
        return variables.list("SWARM_TRUSTED_PROXIES").stream()
                .map(proxy -> AddressRange.parse(proxy)
                        .orElseThrow(() -> new InvalidSetting(
                                "SWARM_TRUSTED_PROXIES",
                                proxy,
                                "IP addresses and ranges such as 10.0.0.0/8 or fd00::/8 between commas")))
                .toList();
    }

    /** The key that we send, or empty in an open swarm. */
    public Optional<String> sent() {
        return keys.stream().findFirst();
    }

    @Override
    public String toString() {
        return "SecuritySettings[" + keys.size() + " keys]";
    }
}
