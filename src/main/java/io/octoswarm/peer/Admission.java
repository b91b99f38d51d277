package io.octoswarm.peer;

import java.util.Locale;

/** How a peer came to be one. */
public enum Admission {
    /** It stands in peers.json. */
    CONFIGURED,
    /** It was found on the network, and has shown that it has the swarm's key. */
    PROVEN,
    /** It was found on the network, and a person has let it in. */
    APPROVED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it was found on the network, and stands in no file. */
    public boolean discovered() {
        return this != CONFIGURED;
    }
}
