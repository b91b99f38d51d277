/** The Telegram door: one bot for each Octo, in a group with the others or in private. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer", "task", "agent", "conversation", "command"})
package io.octoswarm.telegram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
