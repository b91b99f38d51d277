package io.octoswarm.mcp.server;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The transport "streamable HTTP" of MCP (revision 2025-11-25, section Transports) for a server that keeps no sessions:
 * one POST, one answer in JSON, and 405 for GET and DELETE. A servlet of its own, because the ones at hand answer faults
 * with stack traces and know no limits. What a client did wrong is told in one sentence; what went wrong in here goes to
 * the log alone. Requests of revision 2026-07-28 pass {@link StatelessRevision} on their way in and out.
 */
final class McpEndpoint extends HttpServlet implements McpStatelessServerTransport {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(McpEndpoint.class);
    static final List<String> VERSIONS =
            List.of(ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

    private final transient JsonMapper json;
    private final transient List<String> tools;
    private final transient StatelessRevision revision;
    private transient @Nullable McpStatelessServerHandler handler;

    /**
     * @param tools the names of the tools that are offered
     * @param revision what the newest revision wants beyond what the SDK's server does
     */
    McpEndpoint(JsonMapper json, List<String> tools, StatelessRevision revision) {
        this.json = json;
        this.tools = tools;
        this.revision = revision;
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        this.handler = mcpHandler;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            JsonRpcFault.notAllowed().send(response, json);
            return;
        }
        try {
            checkHeaders(request);
            JsonRpcMessage message =
                    JsonRpcMessage.read(json, request.getInputStream().readAllBytes());
            if (StatelessRevision.speaks(request, message)) {
                statelessly(request, message, response);
            } else {
                checkVersion(request);
                answer(message, response, UnaryOperator.identity());
            }
        } catch (JsonRpcFault fault) {
            fault.send(response, json);
        }
    }

    private void statelessly(HttpServletRequest http, JsonRpcMessage message, HttpServletResponse response)
            throws IOException {
        revision.check(http, message);
        if (message instanceof JsonRpcMessage.Request call
                && call.request().method().equals(StatelessRevision.DISCOVER)) {
            send(response, revision.complete(revision.discovered(call.request())));
        } else {
            answer(message, response, revision::complete);
        }
    }

    private void answer(
            JsonRpcMessage message, HttpServletResponse response, UnaryOperator<McpSchema.JSONRPCResponse> completion)
            throws IOException {
        McpStatelessServerHandler server = Objects.requireNonNull(handler, "the server is not built yet");
        if (message instanceof JsonRpcMessage.Request request) {
            send(response, completion.apply(withoutInternals(request.request(), handled(server, request.request()))));
            return;
        }
        if (message instanceof JsonRpcMessage.Notification notification) {
            server.handleNotification(McpTransportContext.EMPTY, notification.notification())
                    .block();
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
    }

    /** The SDK tells by an IllegalArgumentException of the params of tools/call that it cannot read. */
    private static McpSchema.JSONRPCResponse handled(
            McpStatelessServerHandler server, McpSchema.JSONRPCRequest request) {
        try {
            return Objects.requireNonNull(
                    server.handleRequest(McpTransportContext.EMPTY, request).block());
        } catch (IllegalArgumentException otherForm) {
            return JsonRpcFault.invalidParams(request).response();
        }
    }

    private void send(HttpServletResponse response, McpSchema.JSONRPCResponse answer) throws IOException {
        response.setContentType("application/json");
        byte[] body = json.writeValueAsBytes(answer);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * The SDK tells the text of whatever exception it met. Tools of ours never throw, so an error that comes here is one
     * of the request's params, and is told in words of ours.
     */
    private McpSchema.JSONRPCResponse withoutInternals(
            McpSchema.JSONRPCRequest request, McpSchema.JSONRPCResponse answer) {
        if (answer.error() == null || answer.error().code() == McpSchema.ErrorCodes.METHOD_NOT_FOUND) {
            return answer;
        }
        log.debug(
                "{} is answered with an error: {}",
                request.method(),
                answer.error().message());
        boolean namesATool = request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                && request.params() instanceof Map<?, ?> params
                && params.get("name") instanceof String name
                && !tools.contains(name);
        return (namesATool ? JsonRpcFault.unknownTool(request, tools) : JsonRpcFault.invalidParams(request)).response();
    }

    private static void checkHeaders(HttpServletRequest request) {
        String type =
                Objects.requireNonNullElse(request.getContentType(), "none").toLowerCase(Locale.ROOT);
        if (!type.split(";")[0].strip().equals("application/json")) {
            throw JsonRpcFault.contentType(type);
        }
        String accept = String.join(", ", Collections.list(request.getHeaders("Accept"))); // may stand in several lines
        if (!accept.isEmpty() && !allowsJson(accept.toLowerCase(Locale.ROOT))) {
            throw JsonRpcFault.accept(accept);
        }
    }

    private static boolean allowsJson(String accept) {
        return accept.contains("application/json") || accept.contains("*/*") || accept.contains("application/*");
    }

    private static void checkVersion(HttpServletRequest request) {
        String version = request.getHeader(StatelessRevision.VERSION_HEADER);
        if (version != null && !VERSIONS.contains(version)) {
            throw JsonRpcFault.version(version, VERSIONS);
        }
    }
}
