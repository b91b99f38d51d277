package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.peer.Peer;
import io.octoswarm.peer.PeerUnreachable;
import io.octoswarm.peer.Peers;
import java.time.Duration;
import java.util.Map;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tool of one peer. Whatever goes wrong comes back as text, which a model can act on: an exception would end its
 * whole answer.
 */
final class PeerToolCallback implements ToolCallback {
    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final Peer peer;
    private final String tool;
    private final Peers peers;
    private final PeerClients clients;
    private final JsonMapper json;
    private final ToolDefinition definition;

    PeerToolCallback(Peer peer, McpSchema.Tool tool, Peers peers, PeerClients clients, JsonMapper json) {
        this.peer = peer;
        this.tool = tool.name();
        this.peers = peers;
        this.clients = clients;
        this.json = json;
        this.definition = new DefaultToolDefinition(
                peer.name() + "__" + tool.name(), description(peer, tool), json.writeValueAsString(tool.inputSchema()));
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public String call(String toolInput) {
        try {
            Map<String, Object> arguments = json.readValue(toolInput, new TypeReference<>() {});
            McpSchema.CallToolResult result = clients.of(peer).await(tool, arguments, Map.of(), LIMIT);
            String text = ResultText.of(result);
            return Boolean.TRUE.equals(result.isError()) ? "Error from " + peer.name() + ": " + text : text;
        } catch (JacksonException malformed) {
            return "Error: the arguments of " + definition.name() + " must be a JSON object.";
        } catch (PeerUnreachable unreachable) {
            if (!unreachable.isTimeout()) {
                peers.failed(peer, unreachable.getMessage());
            }
            return "Error: " + peer.name() + " cannot be reached: " + unreachable.getMessage() + ".";
        } catch (McpError refused) {
            return "Error: " + peer.name() + " refused the call: " + ResultText.of(refused);
        }
    }

    private static String description(Peer peer, McpSchema.Tool tool) {
        String text = tool.description() == null ? "" : tool.description();
        return peer.name() + ": " + text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
    }
}
