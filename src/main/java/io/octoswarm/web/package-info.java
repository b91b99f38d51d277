/** The page and the HTTP API for humans. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer", "task", "routing", "conversation", "command"})
package io.octoswarm.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
