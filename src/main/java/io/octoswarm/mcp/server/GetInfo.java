package io.octoswarm.mcp.server;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.agent.AgentKind;
import io.octoswarm.agent.AgentSettings;
import io.octoswarm.instance.BotName;
import io.octoswarm.instance.Instance;
import io.octoswarm.instance.Load;
import io.octoswarm.instance.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who this Octo is and how busy. Touches no database: peers ask often. */
@Component
@Order(4)
class GetInfo implements PeerTool {
    private static final Map<String, Object> COUNT = Map.of("type", "integer", "minimum", 0);

    private final Instance instance;
    private final AgentSettings agent;
    private final ObjectProvider<BotName> bots;
    private final Hosting hosting;
    private final Results results;

    GetInfo(Instance instance, AgentSettings agent, Hosting hosting, Results results, ObjectProvider<BotName> bots) {
        this.agent = agent;
        this.bots = bots;
        this.hosting = hosting;
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
                        .optional("agent", "string", "its model's kind, where it has one")
                        .optional("description", "string", "one line on what it is for, where it has one")
                        .optional("examples", "array", "texts: tasks that it is good for, where it has some")
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
        info.put("telegram_username", username());
        info.put("board", hosting.board());
        if (agent.chosen() != AgentKind.BUILTIN) {
            info.put("agent", agent.chosen().text());
        }
        Profile profile = instance.profile();
        if (profile.description() != null) {
            info.put("description", profile.description());
        }
        if (!profile.examples().isEmpty()) {
            info.put("examples", profile.examples());
        }
        return results.json(info);
    }

    /** Null where there is no such door, or it is not open yet. */
    private @Nullable String username() {
        BotName bot = bots.getIfAvailable();
        return bot == null ? null : bot.username();
    }

    private static Map<String, Integer> load(Load load) {
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put("running", load.running());
        fields.put("queued", load.queued());
        fields.put("capacity", load.capacity());
        return fields;
    }
}
