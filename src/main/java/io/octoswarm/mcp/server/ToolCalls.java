package io.octoswarm.mcp.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Deed;
import io.octoswarm.instance.Trace;
import io.octoswarm.mcp.Meta;
import io.octoswarm.task.BoardUnavailable;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Stands around every call of a tool: counts it, and sees to it that nothing internal gets out. */
@Component
class ToolCalls {
    private static final Logger log = LoggerFactory.getLogger(ToolCalls.class);

    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;

    ToolCalls(MeterRegistry meters, ApplicationEventPublisher events) {
        this.meters = meters;
        this.events = events;
    }

    McpStatelessServerFeatures.SyncToolSpecification specification(PeerTool tool) {
        McpSchema.Tool definition = tool.definition();
        Timer answered = timer(definition.name(), "answered");
        Timer refused = timer(definition.name(), "refused");
        return McpStatelessServerFeatures.SyncToolSpecification.builder()
                .tool(definition)
                .callHandler((McpTransportContext context, McpSchema.CallToolRequest request) -> {
                    Timer.Sample sample = Timer.start(meters);
                    String caller = caller();
                    McpSchema.CallToolResult result = call(tool, request, caller);
                    boolean failed = Boolean.TRUE.equals(result.isError());
                    sample.stop(failed ? refused : answered);
                    events.publishEvent(deed(caller, request, failed));
                    return result;
                })
                .build();
    }

    /** The SDK's server runs a tool on the thread of its request. */
    private static String caller() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "unknown";
    }

    private static Deed deed(String caller, McpSchema.CallToolRequest request, boolean failed) {
        Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
        Meta meta = new Meta(request.meta());
        return new Deed(
                who(caller, meta),
                request.name(),
                "",
                failed ? "refused" : "done",
                Deed.contents(arguments),
                meta.trace().map(Trace::id).orElse(""));
    }

    /** The address and, behind it, the name that the caller gives itself. */
    private static String who(String caller, Meta meta) {
        List<String> path = meta.path();
        return path.isEmpty() ? caller : caller + " (" + path.get(path.size() - 1) + ")";
    }

    private static McpSchema.CallToolResult call(PeerTool tool, McpSchema.CallToolRequest request, String caller) {
        try {
            return tool.call(new Arguments(request, caller));
        } catch (Refusal refusal) {
            return refusal.result();
        } catch (BoardUnavailable away) {
            return Refusal.forNow(away.getMessage()
                            + (away.isUnknown()
                                    ? " Whether it was done is not known; try again under the same idempotency key."
                                    : " Nothing was changed; try again later."))
                    .result();
        } catch (RuntimeException defect) {
            log.error("The tool {} failed", request.name(), defect);
            return Results.error("This Octo could not do that because of a fault of its own; its log says more.");
        }
    }

    private Timer timer(String tool, String outcome) {
        return Timer.builder("octo.mcp.calls")
                .description("Calls of this Octo's tools by peers")
                .tag("tool", tool)
                .tag("outcome", outcome)
                .register(meters);
    }
}
