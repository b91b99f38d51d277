/** Who this Octo is: name, role, capabilities, version, load, and the settings it was started with. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.octoswarm.instance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
