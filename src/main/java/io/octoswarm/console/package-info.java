/** The terminal: commands against the running Octo, and the demo. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "routing", "security"})
package io.octoswarm.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
