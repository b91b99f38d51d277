package io.octoswarm.discovery;

import io.octoswarm.instance.Variables;

/** How peers are found without configuration. */
public record DiscoverySettings(Mode mode) {
    /** The ways of finding. */
    public enum Mode {
        MDNS,
        OFF
    }

    public static DiscoverySettings from(Variables variables) {
        return new DiscoverySettings(variables.oneOf("SWARM_DISCOVERY", Mode.MDNS));
    }
}
