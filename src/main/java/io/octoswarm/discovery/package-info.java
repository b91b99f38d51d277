/** How peers are found without configuration, by mDNS, and who of them is let in. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer", "security"})
package io.octoswarm.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
