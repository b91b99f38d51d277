/** Background work: the tasks, the board that keeps them and the runner that does them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance"})
package io.octoswarm.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
