package io.octoswarm.web;

import io.octoswarm.instance.Load;
import io.octoswarm.routing.Candidate;
import io.octoswarm.routing.CapabilityRouter;
import io.octoswarm.routing.Roster;
import io.octoswarm.routing.Route;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who would get a task, and why: what <code>/swarm why</code> says, for programs. */
@RestController
class WhyController {
    record Why(String decision, @Nullable String to, String reason, List<String> maybe, List<Considered> candidates) {}

    record Considered(String name, double score, String why, boolean available, Load load, List<String> capabilities) {}

    private final CapabilityRouter router;
    private final Roster roster;

    WhyController(CapabilityRouter router, Roster roster) {
        this.router = router;
        this.roster = roster;
    }

    @GetMapping("/api/why")
    Why why(@RequestParam("task") String task) {
        Route route = router.route(task, roster.candidates(List.of()));
        Candidate to = route.to();
        return new Why(
                route.kind().name().toLowerCase(Locale.ROOT),
                to == null ? null : to.name(),
                route.reason(),
                route.maybe().stream().map(Candidate::name).toList(),
                route.verdicts().stream().map(WhyController::considered).toList());
    }

    private static Considered considered(Route.Verdict verdict) {
        Candidate candidate = verdict.candidate();
        return new Considered(
                candidate.name(),
                verdict.score(),
                verdict.why(),
                candidate.available(),
                candidate.load(),
                candidate.capabilities());
    }
}
