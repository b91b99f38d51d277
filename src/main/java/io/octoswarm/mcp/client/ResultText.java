package io.octoswarm.mcp.client;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.octoswarm.instance.PlainText;
import java.util.stream.Collectors;

/** What a tool's result says, as text. */
final class ResultText {
    private static final int MOST_CHARACTERS = 100_000;

    private static final int LONGEST_REFUSAL = 500;

    private ResultText() {}

    private static String of(McpSchema.Content part) {
        if (part instanceof McpSchema.TextContent text) {
            return String.valueOf(text.text());
        }
        return part instanceof McpSchema.EmbeddedResource embedded
                        && embedded.resource() instanceof McpSchema.TextResourceContents file
                ? String.valueOf(file.text())
                : "";
    }

    /** Why a peer refused a call: its own words, in one bounded line. */
    static String of(McpError refusal) {
        return PlainText.of(String.valueOf(refusal.getMessage()), LONGEST_REFUSAL);
    }

    /** The text parts, joined and bounded; empty when there are none. */
    static String of(McpSchema.CallToolResult result) {
        String text = result.content() == null
                ? ""
                : result.content().stream()
                        .map(ResultText::of)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"));
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "\n[cut: " + text.length() + " characters]";
    }
}
