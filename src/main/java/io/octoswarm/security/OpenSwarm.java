package io.octoswarm.security;

import io.octoswarm.instance.Instance;
import io.octoswarm.instance.StatusReport;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says in {@code /swarm} and on the page who may ask this Octo. */
@Component
class OpenSwarm implements StatusReport {
    private final Map<String, String> rows;

    OpenSwarm(SecuritySettings settings, Instance instance) {
        String access = settings.keys().isEmpty()
                ? "open: no SWARM_API_KEY, every device on the private network may ask"
                : "with the key (SWARM_API_KEY)";
        this.rows = instance.enabled() ? Map.of("Access", access) : Map.of();
    }

    @Override
    public Map<String, String> rows() {
        return rows;
    }
}
