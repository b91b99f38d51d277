/** How peers are found without configuration; as yet its settings alone. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer"})
package io.octoswarm.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
