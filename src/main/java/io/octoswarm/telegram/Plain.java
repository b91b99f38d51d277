package io.octoswarm.telegram;

import java.util.regex.Pattern;

/** Text that must not be read as Markdown. */
final class Plain {
    private static final Pattern SIGNS = Pattern.compile("([\\\\`*_{}\\[\\]()#+.!|<>~&=-])");
    /** Would make code of a line. */
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");

    private Plain() {}

    static String escaped(String text) {
        return SIGNS.matcher(INDENT.matcher(Markup.cleaned(text)).replaceAll(""))
                .replaceAll("\\\\$1");
    }
}
