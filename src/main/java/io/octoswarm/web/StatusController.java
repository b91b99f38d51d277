package io.octoswarm.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The swarm as this Octo sees it, for programs. */
@RestController
class StatusController {
    private final SwarmView swarm;

    StatusController(SwarmView swarm) {
        this.swarm = swarm;
    }

    @GetMapping("/api/status")
    SwarmView.Status status() {
        return swarm.now();
    }
}
