@NullMarked
package io.octoswarm.agent.device;

import org.jspecify.annotations.NullMarked;
