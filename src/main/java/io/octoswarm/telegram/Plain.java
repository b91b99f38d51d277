package io.octoswarm.telegram;

/** Text that must not be read as Markdown. */
final class Plain {
    private Plain() {}

    static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>~-])", "\\\\$1");
    }
}
