package io.octoswarm.mcp.client;

import java.util.regex.Pattern;

/**
 * The names under which models see others' tools: {@code owner__tool}. Anthropic and OpenAI take letters, digits, _ and -
 * alone, 64 of them at the most.
 */
final class ToolNames {
    private static final int LONGEST = 64;
    private static final Pattern NOT_TAKEN = Pattern.compile("[^A-Za-z0-9_-]");

    private ToolNames() {}

    /** Where it cannot be the plain name, some digits behind it tell it from others that look the same then. */
    static String of(String owner, String tool) {
        String plain = owner + "__" + tool;
        String taken = NOT_TAKEN.matcher(plain).replaceAll("_");
        if (taken.equals(plain) && plain.length() <= LONGEST) {
            return plain;
        }
        String digits = String.format("_%08x", plain.hashCode());
        return taken.substring(0, Math.min(taken.length(), LONGEST - digits.length())) + digits;
    }
}
