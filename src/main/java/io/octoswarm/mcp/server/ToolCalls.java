package io.octoswarm.mcp.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.task.BoardUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stands around every call of a tool: counts it, and sees to it that nothing internal gets out. */
@Component
class ToolCalls {
    private static final Logger log = LoggerFactory.getLogger(ToolCalls.class);

    private final MeterRegistry meters;

    ToolCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    McpStatelessServerFeatures.SyncToolSpecification specification(PeerTool tool) {
        McpSchema.Tool definition = tool.definition();
        Timer answered = timer(definition.name(), "answered");
        Timer refused = timer(definition.name(), "refused");
        return McpStatelessServerFeatures.SyncToolSpecification.builder()
                .tool(definition)
                .callHandler((McpTransportContext context, McpSchema.CallToolRequest request) -> {
                    Timer.Sample sample = Timer.start(meters);
                    McpSchema.CallToolResult result = call(tool, request);
                    sample.stop(Boolean.TRUE.equals(result.isError()) ? refused : answered);
                    return result;
                })
                .build();
    }

    private static McpSchema.CallToolResult call(PeerTool tool, McpSchema.CallToolRequest request) {
        try {
            return tool.call(new Arguments(request));
        } catch (Refusal refusal) {
            return refusal.result();
        } catch (BoardUnavailable away) {
            return Results.error(away.getMessage() + " Nothing was changed; try again later.");
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
