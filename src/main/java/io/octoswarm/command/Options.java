package io.octoswarm.command;

import io.octoswarm.instance.PlainText;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands as {@code name=value} before the rest of a line.
 *
 * @param rest the text behind the options, as it was written
 */
record Options(Map<String, String> values, String rest) {
    private static final Pattern FIRST = Pattern.compile("^\\s*([A-Za-z]+)=(\\S*)");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    /** Only the names that a command knows are options: "x=1 is wrong" is a text. */
    static Options of(String text, List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        String rest = text;
        Matcher first = FIRST.matcher(rest);
        while (first.find() && names.contains(first.group(1).toLowerCase(Locale.ROOT))) {
            String name = first.group(1).toLowerCase(Locale.ROOT);
            if (first.group(2).isEmpty()) {
                throw new Refused("Behind " + name + "= stands nothing; its value follows without a space.");
            }
            values.put(name, first.group(2));
            rest = rest.substring(first.end());
            first = FIRST.matcher(rest);
        }
        return new Options(values, rest.strip());
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** What stands between commas; empty: the option was not given. */
    List<String> list(String name) {
        return find(name)
                .map(text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** From {@code 90s}, {@code 30m}, {@code 2h} or {@code 3d}. */
    static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new Refused("\"" + PlainText.of(text, 40) + "\" is no time: 90s, 30m, 2h or 3d are some.");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
