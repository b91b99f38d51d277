package io.octoswarm.agent;

import io.octoswarm.agent.device.Skill;
import java.util.List;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The local tools: each skill of the device as a tool of its own, for agents that choose tools by themselves. */
@Component
class DeviceTools implements ToolCallbackProvider {
    private final ToolCallback[] callbacks;

    DeviceTools(List<Skill> skills, JsonMapper json) {
        this.callbacks =
                skills.stream().map(skill -> new SkillTool(skill, json)).toArray(ToolCallback[]::new);
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return callbacks.clone();
    }

    private record SkillTool(Skill skill, JsonMapper json) implements ToolCallback {
        private static final String SCHEMA = """
                {"type":"object","properties":{"question":{"type":"string",\
                "description":"what to look at, in a few words; for services: which one"}},"required":[]}""";

        @Override
        public ToolDefinition getToolDefinition() {
            return new DefaultToolDefinition(
                    "device_" + skill.name().replace(' ', '_'), "On this device: " + skill.description(), SCHEMA);
        }

        /** A tool never throws: the text of a fault is what a model can act on. */
        @Override
        public String call(String toolInput) {
            try {
                return skill.answer(json.readTree(toolInput).path("question").asString(skill.name()));
            } catch (JacksonException malformed) {
                return "Error: the arguments must be a JSON object.";
            }
        }
    }
}
