package io.octoswarm.mcp.server;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether this Octo's board is open to others: a supervisor's is, its own one or the database that it shares. */
@Component
class Hosting {
    private final boolean hosts;

    Hosting(Instance instance) {
        this.hosts = instance.role() == Role.SUPERVISOR;
    }

    boolean hosts() {
        return hosts;
    }

    /** As get_info tells it: "mcp", offered by the tools post_task and so on; null: none. */
    @Nullable
    String board() {
        return hosts ? "mcp" : null;
    }
}
