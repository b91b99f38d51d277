package io.octoswarm;

import io.octoswarm.agent.AgentSettings;
import io.octoswarm.discovery.DiscoverySettings;
import io.octoswarm.instance.InstanceSettings;
import io.octoswarm.instance.Variables;
import io.octoswarm.mcp.McpSettings;
import io.octoswarm.routing.RoutingSettings;
import io.octoswarm.security.SecuritySettings;
import io.octoswarm.security.TlsSettings;
import io.octoswarm.task.TaskSettings;
import io.octoswarm.telegram.TelegramSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All settings, each module's own record, read and checked before anything starts. */
record Settings(
        InstanceSettings instance,
        TaskSettings task,
        AgentSettings agent,
        TelegramSettings telegram,
        SecuritySettings security,
        TlsSettings tls,
        DiscoverySettings discovery,
        RoutingSettings routing,
        McpSettings mcp,
        List<String> warnings) {

    /** Every variable that is read; a test holds this list against the documentation. */
    static final Set<String> NAMES = Set.of(
            "SWARM_ENABLED",
            "SWARM_NAME",
            "SWARM_PORT",
            "SWARM_CAPABILITIES",
            "SWARM_ROLE",
            "SWARM_TELEGRAM_MODE",
            "SWARM_TELEGRAM_GROUP_ID",
            "TELEGRAM_BOT_TOKEN",
            "TELEGRAM_OWNER_ID",
            "TELEGRAM_API_URL",
            "TELEGRAM_PROXY",
            "TELEGRAM_STAND_IN_SECONDS",
            "TELEGRAM_MESSAGES_PER_MINUTE",
            "SWARM_API_KEY",
            "SWARM_TRUSTED_PROXIES",
            "SWARM_TLS",
            "SWARM_TLS_CERTIFICATE",
            "SWARM_TLS_PRIVATE_KEY",
            "SWARM_AUDIT_CONTENTS",
            "SWARM_DISCOVERY",
            "SWARM_BOARD_URL",
            "SWARM_AGENT",
            "DEFAULT_MODEL",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL",
            "OPENAI_API_KEY",
            "OPENAI_BASE_URL",
            "OLLAMA_BASE_URL",
            "SWARM_AGENT_COMMAND",
            "BG_MAX_CONCURRENT",
            "SWARM_SHELL",
            "BG_KEEP_DAYS",
            "BG_KEEP_MB",
            "SWARM_PATIENCE_MINUTES",
            "OCTO_DIR",
            "SWARM_DESCRIPTION",
            "SWARM_EXAMPLES",
            "SWARM_ROUTE_THRESHOLD",
            "SWARM_ROUTE_MAYBE");

    static Settings read(Variables variables) {
        return new Settings(
                InstanceSettings.from(variables),
                TaskSettings.from(variables),
                AgentSettings.from(variables),
                TelegramSettings.from(variables),
                SecuritySettings.from(variables),
                TlsSettings.from(variables),
                DiscoverySettings.from(variables),
                RoutingSettings.from(variables),
                McpSettings.from(variables),
                warnings(variables));
    }

    /** What is allowed, and yet hardly what was meant. */
    private static List<String> warnings(Variables variables) {
        Stream<String> unknown = variables.names("SWARM_").stream()
                .filter(name -> !NAMES.contains(name))
                .map(name -> name + " is no setting of this program and has no effect; .env.example lists them all.");
        Stream<String> mute = variables.find("SWARM_TELEGRAM_GROUP_ID").isPresent()
                        && variables.find("TELEGRAM_BOT_TOKEN").isEmpty()
                ? Stream.of("SWARM_TELEGRAM_GROUP_ID has no effect without TELEGRAM_BOT_TOKEN: this Octo is in no"
                        + " group.")
                : Stream.empty();
        return Stream.concat(unknown, mute).toList();
    }

    /** The records, to be found by their types. */
    List<Object> records() {
        return List.of(instance, task, agent, telegram, security, tls, discovery, routing, mcp);
    }
}
