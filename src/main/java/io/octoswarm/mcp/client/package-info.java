@NullMarked
package io.octoswarm.mcp.client;

import org.jspecify.annotations.NullMarked;
