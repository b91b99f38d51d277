/** Slash commands, parsed once for every door. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "instance",
            "peer",
            "health",
            "routing",
            "task",
            "discovery",
            "conversation",
            "mcp",
            "security"
        })
package io.octoswarm.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
