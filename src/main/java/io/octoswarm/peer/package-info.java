/** The other Octos: the registry in peers.json, the directory of all known peers, and their status. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance"})
package io.octoswarm.peer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
