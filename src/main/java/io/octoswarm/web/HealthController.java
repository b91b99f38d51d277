package io.octoswarm.web;

import io.octoswarm.instance.Instance;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sign of life that peers look for; made once, needs no database. */
@RestController
class HealthController {
    record Health(String status, String name) {}

    private final Health health;

    HealthController(Instance instance) {
        this.health = new Health("ok", "octo-" + instance.name());
    }

    @GetMapping("/health")
    Health health() {
        return health;
    }
}
