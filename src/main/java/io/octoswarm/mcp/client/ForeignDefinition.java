package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool's definition as a model is shown it. Its words are those of a peer or server, which may say anything: they stand
 * behind <code>[described by name]</code>, in one line each, bounded, and without the signs that marks are made of.
 */
final class ForeignDefinition {
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_WORDS_OF_AN_ARGUMENT = 300;
    private static final int LONGEST_SCHEMA = 20_000;
    private static final String TOO_LONG = " (Its arguments are not told here: the description of them is too long.)";

    private ForeignDefinition() {}

    /** @param owner whoever offers the tool, as it is configured here */
    static ToolDefinition of(String owner, McpSchema.Tool tool, JsonMapper json) {
        JsonNode schema = json.valueToTree(tool.inputSchema());
        clean(schema);
        String arguments = schema.toString();
        boolean fits = arguments.length() <= LONGEST_SCHEMA;
        String words = words(tool.description() == null ? "" : tool.description(), LONGEST_DESCRIPTION);
        return new DefaultToolDefinition(
                ToolNames.of(owner, tool.name()),
                "[described by " + words(owner, LONGEST_WORDS_OF_AN_ARGUMENT) + "] " + words + (fits ? "" : TOO_LONG),
                fits ? arguments : "{\"type\":\"object\"}");
    }

    /** What the schema says to people; the rest of it says what a call must look like. */
    private static void clean(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            for (String key : new String[] {"description", "title"}) {
                if (object.path(key).isString()) {
                    object.put(key, words(object.path(key).stringValue(), LONGEST_WORDS_OF_AN_ARGUMENT));
                }
            }
        }
        schema.forEach(ForeignDefinition::clean);
    }

    private static String words(String text, int most) {
        return PlainText.of(text, most)
                .replace('[', '(')
                .replace(']', ')')
                .replace('<', '(')
                .replace('>', ')');
    }
}
