package io.octoswarm.telegram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects text with the looks that are open where it is said. Not thread-safe: one for each text. */
final class RunWriter {
    private final List<Run> runs = new ArrayList<>();
    private final Deque<Run.Tag> open = new ArrayDeque<>();
    private int numbers;

    List<Run> runs() {
        return List.copyOf(runs);
    }

    void say(String text) {
        add(new Run(text, List.copyOf(open)));
    }

    /** Has what is said by {@code content} stand in an element. */
    void within(String element, String attributes, Runnable content) {
        open.addLast(tag("<" + element + attributes + ">", "</" + element + ">"));
        content.run();
        open.removeLast();
    }

    boolean isWithin(String element) {
        return open.stream().anyMatch(tag -> tag.close().equals("</" + element + ">"));
    }

    /** Code stands in nothing else, whatever is around it: Telegram allows no look in or about it but a quote. */
    void code(String openTag, String closeTag, String text) {
        List<Run.Tag> all = new ArrayList<>(
                open.stream().filter(tag -> tag.close().equals("</blockquote>")).toList());
        all.add(tag(openTag, closeTag));
        add(new Run(text, all));
    }

    private Run.Tag tag(String openTag, String closeTag) {
        return new Run.Tag(numbers++, openTag, closeTag);
    }

    private void add(Run run) {
        if (!run.text().isEmpty()) {
            runs.add(run);
        }
    }
}
