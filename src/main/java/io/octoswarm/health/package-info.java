/** Pings that tell which peers are online. */
@NullMarked
@ApplicationModule(allowedDependencies = {"peer"})
package io.octoswarm.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
