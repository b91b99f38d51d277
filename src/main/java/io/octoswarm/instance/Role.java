package io.octoswarm.instance;

import java.util.Locale;

/** What an Octo is in its swarm: the supervisor answers what is addressed to nobody, a worker what is addressed to it. */
public enum Role {
    SUPERVISOR,
    WORKER;

    /** As it stands in settings and on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
