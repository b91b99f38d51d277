package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * MCP's revision 2026-07-28 for a server that offers tools alone, beside the SDK's server, which does not speak it: each
 * request tells its version and its client's capabilities in {@code _meta}, headers repeat what proxies want to know
 * (SEP-2243), {@code server/discover} stands in place of the handshake (SEP-2575), and results tell their kind and for
 * how long they are good (SEP-2549). Source: the specification's schema/2026-07-28/schema.ts and its page
 * basic/transports. Thread-safe.
 */
final class StatelessRevision {
    static final String VERSION = "2026-07-28";
    static final String DISCOVER = "server/discover";
    static final String VERSION_HEADER = "MCP-Protocol-Version";

    private static final String VERSION_FIELD = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES_FIELD = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_FIELD = "io.modelcontextprotocol/serverInfo";
    private static final List<String> METHODS =
            List.of(DISCOVER, McpSchema.METHOD_TOOLS_LIST, McpSchema.METHOD_TOOLS_CALL);
    /** The tools stay the same until the next start: a client may find out late that there are others. */
    private static final int TTL_MILLIS = 60_000;

    private final JsonMapper json;
    private final McpSchema.Implementation self;
    private final String instructions;
    private final List<String> versions;

    /** @param others the revisions that are spoken besides this one */
    StatelessRevision(JsonMapper json, McpSchema.Implementation self, String instructions, List<String> others) {
        this.json = json;
        this.self = self;
        this.instructions = instructions;
        this.versions = new ArrayList<>(others);
        this.versions.add(VERSION);
    }

    /** Whether a message is of this revision, or of a later one; those before it name no version in a request. */
    static boolean speaks(HttpServletRequest request, JsonRpcMessage message) {
        return VERSION.equals(request.getHeader(VERSION_HEADER))
                || (message instanceof JsonRpcMessage.Request call
                        && meta(call.request()).containsKey(VERSION_FIELD));
    }

    /** Throws {@link JsonRpcFault} for a request that breaks the rules of this revision. */
    void check(HttpServletRequest http, JsonRpcMessage message) {
        if (!(message instanceof JsonRpcMessage.Request call)) {
            return; // notifications are taken and forgotten, as ever
        }
        McpSchema.JSONRPCRequest request = call.request();
        checkMeta(http, request);
        same(http, "Mcp-Method", request.method(), request);
        if (!METHODS.contains(request.method())) {
            throw JsonRpcFault.noSuchMethod(request);
        }
        if (request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                && request.params() instanceof Map<?, ?> params
                && params.get("name") instanceof String name) {
            same(http, "Mcp-Name", name, request);
        }
    }

    private void checkMeta(HttpServletRequest http, McpSchema.JSONRPCRequest request) {
        Map<?, ?> meta = meta(request);
        if (!(meta.get(VERSION_FIELD) instanceof String version)) {
            throw JsonRpcFault.meta(request.id(), VERSION_FIELD);
        }
        if (!(meta.get(CAPABILITIES_FIELD) instanceof Map<?, ?>)) {
            throw JsonRpcFault.meta(request.id(), CAPABILITIES_FIELD);
        }
        same(http, VERSION_HEADER, version, request);
        if (!version.equals(VERSION)) {
            throw JsonRpcFault.unsupported(request.id(), version, versions);
        }
    }

    private static void same(HttpServletRequest http, String header, String value, McpSchema.JSONRPCRequest request) {
        String told = http.getHeader(header);
        if (told == null || !told.strip().equals(value)) {
            throw JsonRpcFault.header(request.id(), header);
        }
    }

    /** What a client gets to know in place of a handshake. */
    McpSchema.JSONRPCResponse discovered(McpSchema.JSONRPCRequest request) {
        return McpSchema.JSONRPCResponse.result(
                request.id(),
                cacheable(json.createObjectNode()
                        .putPOJO("supportedVersions", versions)
                        .putPOJO("capabilities", Map.of("tools", Map.of()))
                        .put("instructions", instructions)));
    }

    /** Adds what every result of this revision has. */
    McpSchema.JSONRPCResponse complete(McpSchema.JSONRPCResponse response) {
        if (response.error() != null || !(json.valueToTree(response.result()) instanceof ObjectNode result)) {
            return response;
        }
        result.put("resultType", "complete");
        JsonNode meta = result.path("_meta");
        (meta.isObject() ? meta.asObject() : result.putObject("_meta")).set(SERVER_FIELD, json.valueToTree(self));
        return McpSchema.JSONRPCResponse.result(response.id(), result.has("tools") ? cacheable(result) : result);
    }

    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", TTL_MILLIS).put("cacheScope", "private");
    }

    private static Map<?, ?> meta(McpSchema.JSONRPCRequest request) {
        @Nullable Object meta = request.params() instanceof Map<?, ?> params ? params.get("_meta") : null;
        return meta instanceof Map<?, ?> fields ? fields : Map.of();
    }
}
