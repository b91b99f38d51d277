@NullMarked
package io.octoswarm.mcp.server;

import org.jspecify.annotations.NullMarked;
