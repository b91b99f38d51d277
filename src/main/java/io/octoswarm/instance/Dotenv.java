package io.octoswarm.instance;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a <code>.env</code> file by the rules of python-dotenv, so that a file written for the Python original means
 * the same here: {@code export} is skipped, single quotes keep everything, double quotes know {@code \n \t \" \\}, and
 * a comment begins at a {@code #} with white space before it, so that {@code c#,java} stays whole. One line a setting.
 */
final class Dotenv {
    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(?<value>.*)");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'(?<text>[^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*$");

    private Dotenv() {}

    /** The settings of the file in their order; none when there is no such file. A later line wins. */
    static Map<String, String> read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (MalformedInputException binary) {
            throw InvalidSetting.line(file.toString(), "a text file in UTF-8 is needed");
        } catch (IOException unreadable) {
            throw InvalidSetting.line(file.toString(), "the file must be readable by the user who starts the Octo");
        }
    }

    static Map<String, String> parse(String file, List<String> lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + " line " + (i + 1);
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw InvalidSetting.line(where, "NAME=value is needed");
            }
            settings.put(matcher.group("name"), value(where, matcher.group("value")));
        }
        return settings;
    }

    private static String value(String where, String text) {
        if (text.startsWith("'")) {
            return quoted(where, SINGLE_QUOTED.matcher(text));
        }
        if (text.startsWith("\"")) {
            return unescape(quoted(where, DOUBLE_QUOTED.matcher(text)));
        }
        return COMMENT.matcher(text).replaceFirst("").strip();
    }

    private static String quoted(String where, Matcher matcher) {
        if (!matcher.matches()) {
            throw InvalidSetting.line(
                    where, "the quote must be closed on the same line, with nothing but a comment behind");
        }
        return matcher.group("text");
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\(.)")
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "\"", "\\", "$" -> escape.group(1);
                            default -> escape.group();
                        }));
    }
}
