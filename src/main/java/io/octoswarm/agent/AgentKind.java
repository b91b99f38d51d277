package io.octoswarm.agent;

import java.util.Locale;

/** The kinds of brain. */
public enum AgentKind {
    AUTO,
    BUILTIN,
    ANTHROPIC,
    OPENAI,
    OLLAMA,
    COMMAND;

    /** As it stands in settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
