package io.octoswarm.peer;

import java.util.Locale;

/** Whether a peer can be spoken with; unknown until it was tried once. */
public enum PeerState {
    UNKNOWN,
    ONLINE,
    /** It answers pings, but fails what it is asked, or comes and goes. */
    FAILING,
    /** It failed, and one call may find out whether it does still. */
    ON_TRIAL,
    OFFLINE;

    /** Whether work may go to it. One that was not tried yet may be there: the first call will tell. */
    public boolean takesWork() {
        return this == UNKNOWN || this == ONLINE || this == ON_TRIAL;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
