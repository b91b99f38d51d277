package io.octoswarm.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program with its arguments, as they stand in a setting: split at white space, where quotes and backslashes keep it
 * together as a shell would. Nothing else of a shell is known: no variables, no patterns, no pipes. It may hold a
 * secret, and of its words the program alone is printed.
 *
 * @param words the program first; not empty
 */
public record CommandLine(List<String> words) {
    private static final String PROMPT = "{prompt}";

    /** Linux takes 128 KiB for one argument, its closing null included. */
    private static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

    private static final Pattern PART = Pattern.compile(
            "(?<space>\\s+)|'(?<literal>[^']*+)'|\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|\\\\(?<escaped>.)"
                    + "|(?<bare>[^\\s'\"\\\\]++)",
            Pattern.DOTALL);
    private static final Pattern ESCAPED_IN_QUOTES = Pattern.compile("\\\\([\"\\\\])");

    public CommandLine {
        words = List.copyOf(words);
        if (words.isEmpty() || words.get(0).isBlank() || words.get(0).contains(PROMPT)) {
            throw new IllegalArgumentException("no program");
        }
    }

    /** Throws IllegalArgumentException when a quote is open, nothing follows a backslash, or there is no program. */
    static CommandLine parse(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null; // begun by anything but a space: '' is a word too
        Matcher part = PART.matcher(line);
        for (int at = 0; at < line.length(); at = part.end()) {
            if (!part.region(at, line.length()).lookingAt()) {
                throw new IllegalArgumentException("an open quote or a lonely backslash");
            }
            if (part.group("space") == null) {
                word = (word == null ? new StringBuilder() : word).append(text(part));
            } else if (word != null) {
                words.add(word.toString());
                word = null;
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return new CommandLine(words);
    }

    private static String text(Matcher part) {
        String quoted = part.group("quoted");
        return quoted == null
                ? first(part.group("literal"), part.group("escaped"), part.group("bare"))
                : ESCAPED_IN_QUOTES.matcher(quoted).replaceAll("$1");
    }

    private static String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        throw new IllegalStateException("a part has a text");
    }

    String program() {
        return words.get(0);
    }

    /** Whether the prompt takes the place of <code>{prompt}</code> in an argument; else the program reads it. */
    boolean takesArgument() {
        return words.stream().anyMatch(word -> word.contains(PROMPT));
    }

    /**
     * The words with the prompt in its place. An argument holds no null characters.
     *
     * @throws CannotAnswer when the system passes on no argument as long as that
     */
    List<String> with(String prompt) {
        String text = prompt.replace("\0", "");
        List<String> filled =
                words.stream().map(word -> word.replace(PROMPT, text)).toList();
        if (filled.stream().anyMatch(word -> word.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT)) {
            throw new CannotAnswer("The question with what was said before is too long for an argument of " + program()
                    + "; without {prompt} in SWARM_AGENT_COMMAND it would read it from its standard input.");
        }
        return filled;
    }

    @Override
    public String toString() {
        return program();
    }
}
