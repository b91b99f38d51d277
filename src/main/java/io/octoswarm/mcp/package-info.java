/** The swarm on the wire: the tools we offer to peers and the tools peers offer to us. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer", "agent", "task", "routing", "security"})
package io.octoswarm.mcp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
