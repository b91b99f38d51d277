package io.octoswarm.mcp.client;

import java.util.concurrent.CompletableFuture;

/**
 * An open way to a server.
 *
 * @param broken completed when the server is known to be gone, with the reason in words that follow its name; of a server
 *     over streamable HTTP only a call tells
 */
record ServerLink(McpConnection connection, CompletableFuture<String> broken) {}
