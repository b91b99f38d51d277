/** The Telegram door; as yet its settings alone. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance"})
package io.octoswarm.telegram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
