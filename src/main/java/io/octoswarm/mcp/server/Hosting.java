package io.octoswarm.mcp.server;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Role;
import io.octoswarm.task.TaskSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether this Octo's board is the swarm's: a supervisor's is, unless all share a database. */
@Component
class Hosting {
    private final boolean hosts;

    Hosting(Instance instance, TaskSettings settings) {
        this.hosts = instance.role() == Role.SUPERVISOR && settings.boardUrl().isEmpty();
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
