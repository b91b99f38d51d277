package io.octoswarm.peer;

import java.util.Locale;

/** Whether a peer can be spoken with; unknown until it was tried once. */
public enum PeerState {
    UNKNOWN,
    ONLINE,
    OFFLINE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
