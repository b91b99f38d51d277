package io.octoswarm.agent;

import io.octoswarm.instance.InvalidSetting;
import io.octoswarm.instance.PlainText;
import io.octoswarm.instance.Variables;
import java.net.URI;
import java.util.Optional;

/**
 * Which brain this Octo has and how it is reached. Keys are never printed.
 *
 * @param kind as set; {@link #chosen()} resolves {@link AgentKind#AUTO}
 */
public record AgentSettings(
        AgentKind kind,
        Optional<String> model,
        Optional<String> anthropicKey,
        Optional<URI> anthropicUrl,
        Optional<String> openAiKey,
        Optional<URI> openAiUrl,
        Optional<URI> ollamaUrl,
        Optional<CommandLine> command) {
    /** The property that tells the chosen kind before anything is made. */
    public static final String CHOSEN = "octo.agent";

    private static final int LONGEST_NAME = 80;

    public static AgentSettings from(Variables variables) {
        AgentSettings settings = new AgentSettings(
                variables.oneOf("SWARM_AGENT", AgentKind.AUTO),
                variables.find("DEFAULT_MODEL"),
                key(variables, "ANTHROPIC_API_KEY"),
                url(variables, "ANTHROPIC_BASE_URL"),
                key(variables, "OPENAI_API_KEY"),
                url(variables, "OPENAI_BASE_URL"),
                url(variables, "OLLAMA_BASE_URL"),
                command(variables));
        settings.requireWhatTheKindNeeds();
        return settings;
    }

    /** The kind that answers: never {@link AgentKind#AUTO}, which takes the first that is set. */
    public AgentKind chosen() {
        if (kind != AgentKind.AUTO) {
            return kind;
        }
        if (anthropicKey.isPresent()) {
            return AgentKind.ANTHROPIC;
        }
        if (openAiKey.isPresent() || openAiUrl.isPresent()) {
            return AgentKind.OPENAI;
        }
        if (ollamaUrl.isPresent()) {
            return AgentKind.OLLAMA;
        }
        return command.isPresent() ? AgentKind.COMMAND : AgentKind.BUILTIN;
    }

    /** The model's name at its server, as set or one that is there; of the built-in agent and of a command the name of its kind. */
    public String modelName() {
        return model.orElse(
                switch (chosen()) {
                    case ANTHROPIC -> "claude-haiku-4-5";
                    case OPENAI -> "gpt-5-mini";
                    case OLLAMA -> "llama3.2";
                    default -> chosen().text();
                });
    }

    private void requireWhatTheKindNeeds() {
        switch (kind) {
            case ANTHROPIC -> require(anthropicKey.isPresent(), "ANTHROPIC_API_KEY must be set with it");
            case OPENAI ->
                require(
                        openAiKey.isPresent() || openAiUrl.isPresent(),
                        "OPENAI_API_KEY or OPENAI_BASE_URL must be set with it");
            case COMMAND -> require(command.isPresent(), "SWARM_AGENT_COMMAND must be set with it");
            default -> {} // auto and builtin need nothing, Ollama has a default address
        }
    }

    private void require(boolean given, String allowed) {
        if (!given) {
            throw new InvalidSetting("SWARM_AGENT", kind.text(), allowed);
        }
    }

    /** It may hold a secret, and is not shown. */
    private static Optional<CommandLine> command(Variables variables) {
        String allowed = "a program and its arguments, every quote closed";
        try {
            return variables.find("SWARM_AGENT_COMMAND", allowed, CommandLine::parse);
        } catch (InvalidSetting invalid) {
            throw InvalidSetting.secret("SWARM_AGENT_COMMAND", allowed);
        }
    }

    /** It stands in a header; copied from a page, it may hold characters that nobody sees. */
    private static Optional<String> key(Variables variables, String name) {
        Optional<String> key = variables.find(name);
        if (!PlainText.isVisibleAscii(key.orElse(""))) {
            throw InvalidSetting.secret(name, "printable ASCII characters without spaces");
        }
        return key;
    }

    /** An address may hold a password before its host, and is then not shown. */
    private static Optional<URI> url(Variables variables, String name) {
        String allowed = "a URL with http:// or https://, without user, password, ? and #";
        try {
            return variables.find(name, allowed, AgentSettings::httpUrl);
        } catch (InvalidSetting invalid) {
            throw variables.find(name).orElseThrow().contains("@") ? InvalidSetting.secret(name, allowed) : invalid;
        }
    }

    private static URI httpUrl(String text) {
        URI url = URI.create(text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (url.getHost() == null || !http || !plain) {
            throw new IllegalArgumentException();
        }
        return url;
    }

    /** What answers, for people. */
    public String brain() {
        AgentKind chosen = chosen();
        return chosen == AgentKind.BUILTIN || chosen == AgentKind.COMMAND
                ? chosen.text()
                : chosen.text() + " (" + PlainText.of(modelName(), LONGEST_NAME) + ")";
    }

    @Override
    public String toString() {
        return "AgentSettings[" + brain() + "]";
    }
}
