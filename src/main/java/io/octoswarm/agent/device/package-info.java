/** What the device can tell from itself, one skill a subject. */
@NullMarked
package io.octoswarm.agent.device;

import org.jspecify.annotations.NullMarked;
