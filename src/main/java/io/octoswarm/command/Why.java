package io.octoswarm.command;

import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.RouteReport;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class Why implements Command {
    private final CapabilityRouter router;
    private final Roster roster;

    Why(CapabilityRouter router, Roster roster) {
        this.router = router;
        this.roster = roster;
    }

    @Override
    public String name() {
        return "/swarm why";
    }

    @Override
    public String arguments() {
        return "<task>";
    }

    @Override
    public String summary() {
        return "Show who would get a task, and why";
    }

    @Override
    public String run(Line line) {
        if (line.isEmpty()) {
            throw Refused.usage(this);
        }
        return String.join("\n", RouteReport.lines(router.route(line.text(), roster.candidates(List.of()))));
    }
}
