package io.octoswarm.mcp.client;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the SDK's clients read and check JSON. Named here, for the SDK would look them up by the context class loader of
 * whichever thread comes first, and a thread of the JDK's common pool knows nothing of the classes in our jar.
 */
final class McpJson {
    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());
    static final JsonSchemaValidator VALIDATOR = new DefaultJsonSchemaValidator();

    private McpJson() {}
}
