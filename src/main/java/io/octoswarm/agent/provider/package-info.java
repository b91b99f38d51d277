/** The language models' three wire formats as Spring AI's ChatModel, over one HTTP client. */
@NullMarked
package io.octoswarm.agent.provider;

import org.jspecify.annotations.NullMarked;
