package io.octoswarm.web;

import io.octoswarm.instance.Instance;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sign of life that peers look for; made once, needs no database. */
@RestController
class HealthController {
    private final Map<String, String> health;

    HealthController(Instance instance) {
        this.health = Map.of("status", "ok", "name", "octo-" + instance.name());
    }

    @GetMapping("/health")
    Map<String, String> health() {
        return health;
    }
}
