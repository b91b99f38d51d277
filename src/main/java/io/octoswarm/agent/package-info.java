/** What answers a question: the agent, its tools and the limits of a call. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "routing", "task"})
package io.octoswarm.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
