package io.octoswarm.instance;

import java.util.Map;

/**
 * Somebody asked something of somebody. Published by whatever part sees it, when its outcome is known, for the audit;
 * holds no secrets. Publishing one waits for nothing.
 *
 * @param who an address, an Octo's name or a person
 * @param what in a word or two, such as {@code ask} or {@code /swarm add}
 * @param whom an Octo's name; empty: this Octo
 * @param result {@code done}, {@code refused}, or why it failed
 * @param contents the question or task itself, which is kept only where the owner wants that; empty: none
 * @param trace the id of the trace that it is a step of, by which it is tied to what others did about it; empty: none
 */
public record Deed(String who, String what, String whom, String result, String contents, String trace) {
    private static final int LONGEST = 200;
    private static final int LONGEST_CONTENTS = 2_000;

    public Deed {
        who = PlainText.of(who, LONGEST);
        what = PlainText.of(what, LONGEST);
        whom = PlainText.of(whom, LONGEST);
        result = PlainText.of(result, LONGEST);
        contents = PlainText.of(contents, LONGEST_CONTENTS);
        trace = PlainText.of(trace, LONGEST);
    }

    /** A step of no trace. */
    public Deed(String who, String what, String whom, String result, String contents) {
        this(who, what, whom, result, contents, "");
    }

    /** Without contents, and a step of no trace. */
    public Deed(String who, String what, String whom, String result) {
        this(who, what, whom, result, "");
    }

    /** What a call's arguments hold of contents. */
    public static String contents(Map<String, Object> arguments) {
        Object text = arguments.getOrDefault("question", arguments.getOrDefault("task", ""));
        return String.valueOf(text);
    }
}
