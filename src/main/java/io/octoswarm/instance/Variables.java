package io.octoswarm.instance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The variables this Octo was started with: the environment first, then <code>.env</code>. A variable set to nothing
 * counts as not set. Every reader throws {@link InvalidSetting}, which names the variable and what is allowed.
 * Immutable.
 */
public final class Variables {
    private final Map<String, String> values;

    public Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The environment over the <code>.env</code> of {@code folder}. */
    public static Variables read(Map<String, String> environment, Path folder) {
        Map<String, String> values = new HashMap<>(Dotenv.read(folder.resolve(".env")));
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                values.put(name, value);
            }
        });
        return new Variables(values);
    }

    /** The value, trimmed, or empty when the variable is not set or blank. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value read by {@code parser}; whatever that throws as a RuntimeException is the invalid setting. */
    public <T> Optional<T> find(String name, String allowed, Function<String, T> parser) {
        return find(name).map(value -> parse(name, value, allowed, parser));
    }

    /** true or false, in any case. */
    public boolean flag(String name, boolean fallback) {
        return find(name, "true or false", Variables::parseFlag).orElse(fallback);
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public int whole(String name, int fallback, int least, int most) {
        return find(name, "a whole number from " + least + " to " + most, value -> parseWhole(value, least, most))
                .orElse(fallback);
    }

    /** One of the constants of an enum, written in lower case. */
    public <E extends Enum<E>> E oneOf(String name, E fallback) {
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        String allowed = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return find(
                        name,
                        "one of " + allowed,
                        value -> Enum.valueOf(fallback.getDeclaringClass(), value.toUpperCase(Locale.ROOT)))
                .orElse(fallback);
    }

    /** The parts between commas, trimmed, empty ones and repetitions left out, in their order. */
    public List<String> list(String name) {
        return find(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** The names set that start with {@code prefix}, sorted. */
    public TreeSet<String> names(String prefix) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> T parse(String name, String value, String allowed, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (InvalidSetting invalid) {
            throw invalid;
        } catch (RuntimeException unreadable) {
            throw new InvalidSetting(name, value, allowed);
        }
    }

    private static boolean parseFlag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static int parseWhole(String value, int least, int most) {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException();
        }
        return number;
    }
}
