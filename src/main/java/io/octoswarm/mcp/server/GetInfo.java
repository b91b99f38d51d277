package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.AgentKind;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who this Octo is and how busy. Touches no database: peers ask often. */
@Component
@Order(4)
class GetInfo implements PeerTool {
    private static final Map<String, Object> COUNT = Map.of("type", "integer", "minimum", 0);

    private final Instance instance;
    private final Results results;

    GetInfo(Instance instance, Results results) {
        this.instance = instance;
        this.results = results;
    }

    @Override
    public McpSchema.Tool definition() {
        return McpSchema.Tool.builder("get_info", Schema.object().build())
                .description("Get this peer's name, capabilities and current load.")
                .outputSchema(Schema.object()
                        .required("name", "string", "the peer's name in the swarm")
                        .property("capabilities", Map.of("type", "array", "items", Map.of("type", "string")))
                        .required("status", "string", "online")
                        .required("role", "string", "supervisor or worker")
                        .required("version", "string", "of the program")
                        .property(
                                "load",
                                Schema.object()
                                        .property("running", COUNT)
                                        .property("queued", COUNT)
                                        .property("capacity", COUNT)
                                        .build())
                        .required("uptime_seconds", "integer", "since the Octo's start")
                        .required("telegram_username", List.of("string", "null"), "the peer's bot, null: none")
                        .required("board", List.of("string", "null"), "the task board that it hosts, null: none")
                        .required("agent", "string", "builtin, or the kind of model behind it")
                        .required("description", List.of("string", "null"), "one line of its own, null: none")
                        .property("examples", Map.of("type", "array", "items", Map.of("type", "string")))
                        .build())
                .build();
    }

    @Override
    public McpSchema.CallToolResult call(Arguments arguments) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("name", instance.name());
        info.put("capabilities", instance.capabilities());
        info.put("status", "online");
        info.put("role", instance.role().text());
        info.put("version", instance.version());
        info.put("load", load(instance.load()));
        info.put("uptime_seconds", instance.uptime().toSeconds());
        info.put("telegram_username", null);
        info.put("board", null);
        info.put("agent", AgentKind.BUILTIN.text()); // the only one that answers in this version
        info.put("description", instance.profile().description());
        info.put("examples", instance.profile().examples());
        return results.json(info);
    }

    private static Map<String, Integer> load(Load load) {
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put("running", load.running());
        fields.put("queued", load.queued());
        fields.put("capacity", load.capacity());
        return fields;
    }
}
