package io.octoswarm.mcp.server;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.Instance;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The MCP server under <code>/mcp</code> and <code>/mcp/</code>; not there when the swarm is turned off. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    private static final String INSTRUCTIONS =
            "Octo swarm peer '%s'. Use ask for quick questions, dispatch_task for long-running work, then check_task.";

    /** Our results are made from typed fields and held against their schemas by a test, not again at every call. */
    private static final JsonSchemaValidator TRUSTING =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(null);

    @Bean
    McpEndpoint mcpEndpoint(JsonMapper json, List<PeerTool> tools, Instance instance) {
        return new McpEndpoint(
                json,
                tools.stream()
                        .filter(PeerTool::offered)
                        .map(tool -> tool.definition().name())
                        .toList(),
                new StatelessRevision(
                        json, implementation(instance), INSTRUCTIONS.formatted(instance.name()), McpEndpoint.VERSIONS));
    }

    private static McpSchema.Implementation implementation(Instance instance) {
        return McpSchema.Implementation.builder("octo-" + instance.name(), instance.version())
                .build();
    }

    @Bean(destroyMethod = "close")
    McpStatelessSyncServer mcpServer(
            McpEndpoint endpoint, List<PeerTool> tools, ToolCalls calls, Instance instance, JsonMapper json) {
        return McpServer.sync(endpoint)
                .jsonMapper(new JacksonMcpJsonMapper(json))
                .jsonSchemaValidator(TRUSTING)
                .validateToolInputs(false) // each tool does, with sentences that a model can act on
                .immediateExecution(true) // on the thread of the request
                .serverInfo("octo-" + instance.name(), instance.version())
                .instructions(INSTRUCTIONS.formatted(instance.name()))
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(tools.stream()
                        .filter(PeerTool::offered)
                        .map(calls::specification)
                        .toList())
                .build();
    }

    @Bean
    ServletRegistrationBean<McpEndpoint> mcpServlet(McpEndpoint endpoint, Instance instance) {
        ServletRegistrationBean<McpEndpoint> servlet = new ServletRegistrationBean<>(endpoint, "/mcp", "/mcp/");
        servlet.setName("mcp");
        servlet.setEnabled(instance.enabled());
        return servlet;
    }
}
