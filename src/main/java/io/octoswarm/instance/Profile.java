package io.octoswarm.instance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an Octo says of itself beyond its tags. Bounded on construction, control characters become spaces: it may come
 * from outside.
 *
 * @param description one line, at most 200 characters; null: none
 * @param examples tasks that it is good for, at most 10, each of at most 200 characters
 */
public record Profile(@Nullable String description, List<String> examples) {
    /** Says nothing. */
    public static final Profile NONE = new Profile(null, List.of());

    private static final int LONGEST_LINE = 200;
    private static final int MOST_EXAMPLES = 10;

    public Profile {
        description = description == null || description.isBlank() ? null : line(description);
        examples = examples.stream()
                .filter(example -> !example.isBlank())
                .map(Profile::line)
                .limit(MOST_EXAMPLES)
                .toList();
    }

    /** This one where it says something, else the other. */
    public Profile orElse(Profile other) {
        return new Profile(
                description == null ? other.description : description, examples.isEmpty() ? other.examples : examples);
    }

    private static String line(String text) {
        return PlainText.of(text, LONGEST_LINE);
    }
}
