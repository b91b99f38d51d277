package io.octoswarm.mcp.client;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in {@code ${NAME}} and {@code ${NAME:-default}}, as other programs do that read such files. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Function<String, Optional<String>> variables;

    Placeholders(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** Throws IllegalArgumentException that names a variable without value and default. */
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2))));
    }

    private String value(String name, @Nullable String fallback) {
        return variables
                .apply(name)
                .or(() -> Optional.ofNullable(fallback))
                .orElseThrow(() -> new IllegalArgumentException("the variable " + name + " is not set"));
    }
}
