/** Which Octo is fit for a task, and why. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer"})
package io.octoswarm.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
