package io.octoswarm.agent.provider;

import java.util.function.Consumer;

/**
 * Leaves out what a model thinks aloud before it answers, {@code <think>...</think>} at the beginning of its text, as
 * servers send it that do not part it from the answer themselves. For one thread.
 */
final class Thoughts implements Consumer<String> {
    private static final String BEGIN = "<think>";
    private static final String END = "</think>";

    private enum Where {
        BEFORE,
        WITHIN,
        BEHIND,
        ANSWER
    }

    private final Consumer<String> answer;
    private final StringBuilder held = new StringBuilder();
    private Where where = Where.BEFORE;

    /** @param answer gets the rest, piece by piece */
    Thoughts(Consumer<String> answer) {
        this.answer = answer;
    }

    @Override
    public void accept(String piece) {
        if (where == Where.ANSWER) {
            answer.accept(piece);
            return;
        }
        held.append(piece);
        if (where == Where.BEFORE) {
            begin(held.toString().stripLeading());
        }
        if (where == Where.WITHIN) {
            skip();
        }
        if (where == Where.BEHIND && !held.toString().isBlank()) {
            where = Where.ANSWER;
            answer.accept(held.toString().stripLeading());
        }
    }

    private void begin(String text) {
        if (text.startsWith(BEGIN)) {
            where = Where.WITHIN;
        } else if (!BEGIN.startsWith(text)) {
            where = Where.ANSWER;
            answer.accept(held.toString());
        }
    }

    /** No more is kept of the thoughts than may be the beginning of their end. */
    private void skip() {
        int end = held.indexOf(END);
        if (end >= 0) {
            held.delete(0, end + END.length());
            where = Where.BEHIND;
        } else {
            held.delete(0, Math.max(0, held.length() - END.length()));
        }
    }

    /** Nothing more comes: what may have become the mark of thoughts was none. */
    void end() {
        if (where == Where.BEFORE && !held.isEmpty()) {
            answer.accept(held.toString());
        }
    }
}
