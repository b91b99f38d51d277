package io.octoswarm.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All tools of all providers, as of now. Thread-safe. */
@Component
class Tools {
    private static final Logger log = LoggerFactory.getLogger(Tools.class);
    /** What all servers take for a name. */
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ObjectProvider<ToolCallbackProvider> providers;

    Tools(ObjectProvider<ToolCallbackProvider> providers) {
        this.providers = providers;
    }

    /** Of two of the same name the first one; without those whose names no model takes, and without providers that fail. */
    List<ToolCallback> now() {
        Set<String> names = new HashSet<>();
        List<ToolCallback> tools = new ArrayList<>();
        providers.orderedStream().forEach(provider -> {
            for (ToolCallback tool : from(provider)) {
                String name = tool.getToolDefinition().name();
                if (TAKEN.matcher(name).matches() && names.add(name)) {
                    tools.add(tool);
                }
            }
        });
        return tools;
    }

    private static ToolCallback[] from(ToolCallbackProvider provider) {
        try {
            return provider.getToolCallbacks();
        } catch (RuntimeException failure) {
            log.warn("The tools of {} are left out: {}", provider.getClass().getSimpleName(), failure.getMessage());
            return new ToolCallback[0];
        }
    }
}
