package io.octoswarm.task;

import io.octoswarm.instance.PlainText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much a task matters; the order of the constants is the order of importance. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    private static final String ALLOWED =
            Arrays.stream(values()).map(Priority::text).collect(Collectors.joining(", "));

    /** As it stands on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why a text is none, with those that are. */
    public static String refusal(String text) {
        return "There is no priority \"" + PlainText.of(text, 40) + "\"; allowed are: " + ALLOWED + ".";
    }

    public static Optional<Priority> parse(String text) {
        return Arrays.stream(values())
                .filter(priority -> priority.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
