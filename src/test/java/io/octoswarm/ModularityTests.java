package io.octoswarm;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(OctoSwarm.class);

    @Test
    void directionsBetweenModulesAreKept() {
        modules.verify();
    }

    @Test
    void writesTheDiagramOfTheModules() {
        new Documenter(modules).writeModulesAsPlantUml();
    }
}
