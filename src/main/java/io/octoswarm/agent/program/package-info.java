/** Programs of this device as processes of their own: with limits, and never through a shell. */
@NullMarked
package io.octoswarm.agent.program;

import org.jspecify.annotations.NullMarked;
