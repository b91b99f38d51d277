/** What is said with people: the transcript, who is addressed, and the delivery of results that come later. */
@NullMarked
@ApplicationModule(allowedDependencies = {"instance", "peer", "agent", "task"})
package io.octoswarm.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
